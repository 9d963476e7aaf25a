"""Policy history: every version of the pages in `legal.history`, at an address that lasts.

A version is recorded when it comes into force (`helpcenter archive`), with its facts filled in, and
its file never changes again; it is valid until the day before the next one. What readers see is
made of these files at every build.
"""
