package io.obsagent.telemetry;

/** Numbers below 65,536 as text, each made once: status codes and ports as labels. Thread safe. */
final class Numbers {

    private static final String[][] PAGES = new String[256][];

    private Numbers() {}

    /** The number as text; null for a negative one. */
    static String text(int number) {
        if (number < 0) {
            return null;
        }
        if (number > 0xffff) {
            return Integer.toString(number);
        }
        String[] page = PAGES[number >>> 8];
        if (page == null) {
            page = new String[256];
            PAGES[number >>> 8] = page; // of two threads at once the later wins: no harm
        }
        String text = page[number & 0xff];
        if (text == null) {
            text = Integer.toString(number);
            page[number & 0xff] = text;
        }
        return text;
    }
}
