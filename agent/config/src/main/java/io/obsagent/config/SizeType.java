package io.obsagent.config;

/** A number of bytes: {@code 500KB}, {@code 64MB}, {@code 2GB}; bytes when there is no unit. */
final class SizeType extends ValueType<Long> {
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final long GB = 1024 * MB;

    private final long min;
    private final long max;

    /**
     * @param min least size in bytes
     * @param max greatest size in bytes
     */
    SizeType(long min, long max) {
        super(
                "a size from " + show(min) + " to " + show(max) + " such as 64MB or 2GB",
                "type: [string, integer], pattern: '^[0-9]{1,13} *(KB|MB|GB)?$', minimum: " + min + ", maximum: "
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
        if (digits == 0 || digits > 13) {
            throw new InvalidValueException();
        }
        long number = Long.parseLong(text.substring(0, digits));
        long unit = unit(text.substring(digits).trim());
        if (number > max / unit || number * unit < min) {
            throw new InvalidValueException();
        }
        return number * unit;
    }

    private static long unit(String unit) throws InvalidValueException {
        switch (unit) {
            case "":
                return 1;
            case "KB":
                return KB;
            case "MB":
                return MB;
            case "GB":
                return GB;
            default:
                throw new InvalidValueException();
        }
    }

    private static String show(long bytes) {
        if (bytes % GB == 0) {
            return bytes / GB + "GB";
        }
        return bytes % MB == 0 ? bytes / MB + "MB" : bytes / KB + "KB";
    }
}
