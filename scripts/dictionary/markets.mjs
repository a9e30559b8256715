/**
 * Where the sample orders come from. Words that shops of the same kind share; what only one shop says (names, ids,
 * addresses) is made up of random letters, so that the dictionary learns nothing of it.
 *
 * @typedef {object} Market
 * @property {string} locale
 * @property {string} country ISO 3166
 * @property {string} timeZone
 * @property {string} currency ISO 4217
 * @property {string} dialling
 * @property {string} letters
 * @property {readonly string[]} cities
 * @property {readonly string[]} streets with `#` for the name and the number
 * @property {readonly string[]} goods with `#` for what only this shop has
 * @property {readonly string[]} categories
 * @property {readonly string[]} payments
 */

/** @type {readonly Market[]} */
export const MARKETS = [
  {
    locale: 'en',
    country: 'US',
    timeZone: 'America/New_York',
    currency: 'USD',
    dialling: '+1212555',
    letters: 'abcdefghijklmnopqrstuvwxyz',
    cities: ['New York', 'Los Angeles', 'Chicago', 'San Francisco', 'Springfield'],
    streets: ['# Street', '# Avenue', '# Road', '# Lane, Apt 4'],
    goods: [
      '# T-Shirt – Black / M',
      '# soap bar',
      '# hand cream 75 ml',
      'Gift box "#"',
      '# candle, large',
      '# shoes, size 42',
    ],
    categories: ['Uncategorized', 'Skin care', 'Accessories', 'Clothing', 'Home', 'Sale', 'New arrivals', 'Gifts'],
    payments: ['Credit card (Stripe)', 'PayPal', 'Direct bank transfer', 'Cash on delivery', 'Apple Pay'],
  },
  {
    locale: 'he',
    country: 'IL',
    timeZone: 'Asia/Jerusalem',
    currency: 'ILS',
    dialling: '+9725',
    letters: 'אבגדהוזחטיכלמנסעפצקרשת',
    cities: ['תל אביב', 'ירושלים', 'חיפה', 'באר שבע', 'פתח תקווה'],
    streets: ['רחוב #', 'שדרות #', 'דרך #', 'סמטת # דירה 4'],
    goods: ['סבון #', 'קרם ידיים # 75 מ"ל', 'חולצה # שחור', 'נר ריחני #', 'מארז מתנה #', 'נעלי #'],
    categories: ['כללי', 'טיפוח', 'אביזרים', 'ביגוד', 'בית', 'מבצע', 'חדש באתר', 'מתנות'],
    payments: ['כרטיס אשראי', 'PayPal', 'העברה בנקאית', 'מזומן במסירה', 'ביט'],
  },
  {
    locale: 'ar',
    country: 'AE',
    timeZone: 'Asia/Dubai',
    currency: 'AED',
    dialling: '+97150',
    letters: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
    cities: ['دبي', 'أبوظبي', 'الرياض', 'القاهرة', 'عمّان'],
    streets: ['شارع #', 'طريق #', 'حي #', 'شارع # شقة 4'],
    goods: ['صابون #', 'كريم اليدين # 75 مل', 'قميص # أسود', 'شمعة #', 'علبة هدية #', 'حذاء #'],
    categories: ['عام', 'العناية بالبشرة', 'إكسسوارات', 'ملابس', 'المنزل', 'تخفيضات', 'جديد', 'هدايا'],
    payments: ['بطاقة ائتمان', 'PayPal', 'تحويل بنكي', 'الدفع عند الاستلام', 'Apple Pay'],
  },
  {
    locale: 'de',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    dialling: '+4930',
    letters: 'abcdefghijklmnopqrstuvwxyzäöüß',
    cities: ['Berlin', 'Hamburg', 'München', 'Köln', 'Wien'],
    streets: ['#straße 12', '#weg 3', '#platz 1', 'Am # 7'],
    goods: ['#-Seife', 'Handcreme # 75 ml', 'T-Shirt # schwarz', 'Duftkerze #', 'Geschenkset „#“', 'Schuhe # Größe 42'],
    categories: ['Unkategorisiert', 'Pflege', 'Zubehör', 'Kleidung', 'Wohnen', 'Angebote', 'Neu', 'Geschenke'],
    payments: ['Kreditkarte', 'PayPal', 'Überweisung', 'Nachnahme', 'Klarna'],
  },
];
