export { ATTRIBUTE_TYPES, type Attribute, type AttributeType, type AttributeValue } from './attribute';
export { attributesOf, AttributeStore, type AttributeChanges, type NewAttribute } from './attribute-store';
export { changeAttributes } from './change-attributes';
export { checkValue } from './check-value';
export { readText } from './read-text';
