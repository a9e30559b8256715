import { USUAL_CANDLE_LIGHTING_MINUTES, type Place } from './place';

/** A city whose sunsets are known by name. */
export interface City extends Place {
  /** What settings name it by. */
  readonly id: string;
  /** Other names that contacts are found by, in any case. */
  readonly names: readonly string[];
  readonly country: string;
  readonly timeZone: string;
}

type Row = readonly [id: string, english: string, hebrew: string, arabic: string, country: string, zone: string, north: number, east: number, candleLighting?: number]; // prettier-ignore

/** As calendars of Israel have it where a city has no custom of its own. */
const MINUTES_IN_ISRAEL = 20;

// Jerusalem and Haifa light their candles earlier than everybody else, by old custom; 22 is what Tel Aviv prints.
// prettier-ignore
const ROWS: readonly Row[] = [
  ['jerusalem', 'Jerusalem', 'ירושלים', 'القدس', 'IL', 'Asia/Jerusalem', 31.7683, 35.2137, 40],
  ['tel-aviv', 'Tel Aviv', 'תל אביב', 'تل أبيب', 'IL', 'Asia/Jerusalem', 32.0853, 34.7818, 22],
  ['haifa', 'Haifa', 'חיפה', 'حيفا', 'IL', 'Asia/Jerusalem', 32.794, 34.9896, 30],
  ['beer-sheva', 'Beer Sheva', 'באר שבע', 'بئر السبع', 'IL', 'Asia/Jerusalem', 31.253, 34.7915],
  ['netanya', 'Netanya', 'נתניה', 'نتانيا', 'IL', 'Asia/Jerusalem', 32.3215, 34.8532],
  ['ashdod', 'Ashdod', 'אשדוד', 'أشدود', 'IL', 'Asia/Jerusalem', 31.8044, 34.6553],
  ['bnei-brak', 'Bnei Brak', 'בני ברק', 'بني براك', 'IL', 'Asia/Jerusalem', 32.0807, 34.8338, 22],
  ['modiin', 'Modiin', 'מודיעין', 'موديعين', 'IL', 'Asia/Jerusalem', 31.8928, 35.0104],
  ['nazareth', 'Nazareth', 'נצרת', 'الناصرة', 'IL', 'Asia/Jerusalem', 32.6996, 35.3035],
  ['tiberias', 'Tiberias', 'טבריה', 'طبريا', 'IL', 'Asia/Jerusalem', 32.7922, 35.5312],
  ['eilat', 'Eilat', 'אילת', 'إيلات', 'IL', 'Asia/Jerusalem', 29.5577, 34.9519],
  ['ramallah', 'Ramallah', 'רמאללה', 'رام الله', 'PS', 'Asia/Hebron', 31.9038, 35.2034],
  ['gaza', 'Gaza', 'עזה', 'غزة', 'PS', 'Asia/Gaza', 31.5017, 34.4668],
  ['amman', 'Amman', 'עמאן', 'عمّان', 'JO', 'Asia/Amman', 31.9539, 35.9106],
  ['beirut', 'Beirut', 'ביירות', 'بيروت', 'LB', 'Asia/Beirut', 33.8938, 35.5018],
  ['damascus', 'Damascus', 'דמשק', 'دمشق', 'SY', 'Asia/Damascus', 33.5138, 36.2765],
  ['baghdad', 'Baghdad', 'בגדאד', 'بغداد', 'IQ', 'Asia/Baghdad', 33.3152, 44.3661],
  ['riyadh', 'Riyadh', 'ריאד', 'الرياض', 'SA', 'Asia/Riyadh', 24.7136, 46.6753],
  ['jeddah', 'Jeddah', 'ג׳דה', 'جدة', 'SA', 'Asia/Riyadh', 21.4858, 39.1925],
  ['mecca', 'Mecca', 'מכה', 'مكة', 'SA', 'Asia/Riyadh', 21.3891, 39.8579],
  ['dammam', 'Dammam', 'דמאם', 'الدمام', 'SA', 'Asia/Riyadh', 26.4207, 50.0888],
  ['dubai', 'Dubai', 'דובאי', 'دبي', 'AE', 'Asia/Dubai', 25.2048, 55.2708],
  ['abu-dhabi', 'Abu Dhabi', 'אבו דאבי', 'أبوظبي', 'AE', 'Asia/Dubai', 24.4539, 54.3773],
  ['kuwait', 'Kuwait City', 'כווית', 'الكويت', 'KW', 'Asia/Kuwait', 29.3759, 47.9774],
  ['doha', 'Doha', 'דוחא', 'الدوحة', 'QA', 'Asia/Qatar', 25.2854, 51.531],
  ['manama', 'Manama', 'מנאמה', 'المنامة', 'BH', 'Asia/Bahrain', 26.2285, 50.586],
  ['muscat', 'Muscat', 'מסקט', 'مسقط', 'OM', 'Asia/Muscat', 23.588, 58.3829],
  ['sanaa', 'Sanaa', 'צנעא', 'صنعاء', 'YE', 'Asia/Aden', 15.3694, 44.191],
  ['cairo', 'Cairo', 'קהיר', 'القاهرة', 'EG', 'Africa/Cairo', 30.0444, 31.2357],
  ['alexandria', 'Alexandria', 'אלכסנדריה', 'الإسكندرية', 'EG', 'Africa/Cairo', 31.2001, 29.9187],
  ['khartoum', 'Khartoum', 'חרטום', 'الخرطوم', 'SD', 'Africa/Khartoum', 15.5007, 32.5599],
  ['tripoli', 'Tripoli', 'טריפולי', 'طرابلس', 'LY', 'Africa/Tripoli', 32.8872, 13.1913],
  ['tunis', 'Tunis', 'תוניס', 'تونس', 'TN', 'Africa/Tunis', 36.8065, 10.1815],
  ['algiers', 'Algiers', 'אלג׳יר', 'الجزائر', 'DZ', 'Africa/Algiers', 36.7538, 3.0588],
  ['casablanca', 'Casablanca', 'קזבלנקה', 'الدار البيضاء', 'MA', 'Africa/Casablanca', 33.5731, -7.5898],
  ['istanbul', 'Istanbul', 'איסטנבול', 'إسطنبول', 'TR', 'Europe/Istanbul', 41.0082, 28.9784],
  ['new-york', 'New York', 'ניו יורק', 'نيويورك', 'US', 'America/New_York', 40.7128, -74.006],
  ['miami', 'Miami', 'מיאמי', 'ميامي', 'US', 'America/New_York', 25.7617, -80.1918],
  ['boston', 'Boston', 'בוסטון', 'بوسطن', 'US', 'America/New_York', 42.3601, -71.0589],
  ['chicago', 'Chicago', 'שיקגו', 'شيكاغو', 'US', 'America/Chicago', 41.8781, -87.6298],
  ['denver', 'Denver', 'דנבר', 'دنفر', 'US', 'America/Denver', 39.7392, -104.99],
  ['los-angeles', 'Los Angeles', 'לוס אנג׳לס', 'لوس أنجلوس', 'US', 'America/Los_Angeles', 34.0522, -118.244],
  ['toronto', 'Toronto', 'טורונטו', 'تورونتو', 'CA', 'America/Toronto', 43.6532, -79.3832],
  ['montreal', 'Montreal', 'מונטריאול', 'مونتريال', 'CA', 'America/Toronto', 45.5017, -73.5673],
  ['mexico-city', 'Mexico City', 'מקסיקו סיטי', 'مكسيكو سيتي', 'MX', 'America/Mexico_City', 19.4326, -99.1332],
  ['buenos-aires', 'Buenos Aires', 'בואנוס איירס', 'بوينس آيرس', 'AR', 'America/Argentina/Buenos_Aires', -34.6037, -58.3816],
  ['sao-paulo', 'São Paulo', 'סאו פאולו', 'ساو باولو', 'BR', 'America/Sao_Paulo', -23.5505, -46.6333],
  ['london', 'London', 'לונדון', 'لندن', 'GB', 'Europe/London', 51.5074, -0.1278],
  ['manchester', 'Manchester', 'מנצ׳סטר', 'مانشستر', 'GB', 'Europe/London', 53.4808, -2.2426],
  ['paris', 'Paris', 'פריז', 'باريس', 'FR', 'Europe/Paris', 48.8566, 2.3522],
  ['marseille', 'Marseille', 'מרסיי', 'مرسيليا', 'FR', 'Europe/Paris', 43.2965, 5.3698],
  ['antwerp', 'Antwerp', 'אנטוורפן', 'أنتويرب', 'BE', 'Europe/Brussels', 51.2194, 4.4025],
  ['amsterdam', 'Amsterdam', 'אמסטרדם', 'أمستردام', 'NL', 'Europe/Amsterdam', 52.3676, 4.9041],
  ['berlin', 'Berlin', 'ברלין', 'برلين', 'DE', 'Europe/Berlin', 52.52, 13.405],
  ['vienna', 'Vienna', 'וינה', 'فيينا', 'AT', 'Europe/Vienna', 48.2082, 16.3738],
  ['zurich', 'Zurich', 'ציריך', 'زيورخ', 'CH', 'Europe/Zurich', 47.3769, 8.5417],
  ['budapest', 'Budapest', 'בודפשט', 'بودابست', 'HU', 'Europe/Budapest', 47.4979, 19.0402],
  ['moscow', 'Moscow', 'מוסקבה', 'موسكو', 'RU', 'Europe/Moscow', 55.7558, 37.6173],
  ['kyiv', 'Kyiv', 'קייב', 'كييف', 'UA', 'Europe/Kyiv', 50.4501, 30.5234],
  ['johannesburg', 'Johannesburg', 'יוהנסבורג', 'جوهانسبرغ', 'ZA', 'Africa/Johannesburg', -26.2041, 28.0473],
  ['melbourne', 'Melbourne', 'מלבורן', 'ملبورن', 'AU', 'Australia/Melbourne', -37.8136, 144.963],
  ['sydney', 'Sydney', 'סידני', 'سيدني', 'AU', 'Australia/Sydney', -33.8688, 151.209],
];

/** The cities that calendars know: Israel, the Arab world, larger communities of the diaspora. */
export const CITIES: readonly City[] = ROWS.map(
  ([id, name, hebrew, arabic, country, timeZone, latitude, longitude, minutes]) => ({
    ...{ id, name, country, timeZone, latitude, longitude },
    names: [id, name, hebrew, arabic].map((each) => each.toLowerCase()),
    candleLightingMinutes: minutes ?? (country === 'IL' ? MINUTES_IN_ISRAEL : USUAL_CANDLE_LIGHTING_MINUTES),
  }),
);

const BY_NAME = new Map(CITIES.flatMap((city) => city.names.map((name) => [name, city] as const)));

/** Finds a city by its id, or its English, Hebrew or Arabic name. */
export function findCity(name: string | null | undefined): City | undefined {
  return name == null ? undefined : BY_NAME.get(name.trim().toLowerCase());
}
