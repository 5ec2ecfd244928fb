package io.obsagent.config;

/** A length of time: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}; milliseconds when there is no unit. */
final class DurationType extends ValueType<Long> {
    private final long min;
    private final long max;

    /**
     * @param min least duration in milliseconds
     * @param max greatest duration in milliseconds
     */
    DurationType(long min, long max) {
        super(
                "a duration from " + show(min) + " to " + show(max) + " such as 500ms, 10s or 2m",
                "type: [string, integer], pattern: '^[0-9]{1,12} *(ms|s|m|h)?$', minimum: " + min + ", maximum: "
                        + max);
        this.min = min;
        this.max = max;
    }

    @Override
    Long parse(String text) throws InvalidValueException {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 12) {
            throw new InvalidValueException();
        }
        long millis = Long.parseLong(text.substring(0, digits))
                * unit(text.substring(digits).trim());
        if (millis < min || millis > max) {
            throw new InvalidValueException();
        }
        return millis;
    }

    private static long unit(String unit) throws InvalidValueException {
        switch (unit) {
            case "":
            case "ms":
                return 1;
            case "s":
                return 1000;
            case "m":
                return 60_000;
            case "h":
                return 3_600_000;
            default:
                throw new InvalidValueException();
        }
    }

    private static String show(long millis) {
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
