package shop.demo;

/** Colours for a terminal, or none. */
enum Palette {
    PLAIN,
    COLOURS;

    private static final int[] SERVICE_COLOURS = {36, 33, 35, 32, 34, 96, 93, 95};

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    /** A colour of its own for each of the first few indices. */
    String nth(int index, String text) {
        return paint(String.valueOf(SERVICE_COLOURS[Math.floorMod(index, SERVICE_COLOURS.length)]), text);
    }

    private String paint(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
