/** For threads: tests run them from their source, and Node need not tell each time what kind of module it found that to be. */
export const FROM_SOURCE = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
