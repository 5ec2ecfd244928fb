package io.obsagent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The types of single values. */
final class ValueTypes {

    static final ValueType<String> TEXT = new ValueType<String>("a text", "type: [string, number, boolean]") {
        @Override
        String parse(String text) {
            return text;
        }
    };

    /** Completes what is expected of a {@link #HEADER}. */
    static final String BUT_SECRETS = " other than authorization, proxy-authorization, cookie and set-cookie";

    /** The same for a schema, as the beginning of a pattern. */
    static final String BUT_SECRETS_PATTERN =
            "(?!([Aa]uthorization|[Pp]roxy-[Aa]uthorization|[Cc]ookie|[Ss]et-[Cc]ookie)$)";

    /** The name of a header that may be recorded: no credentials. */
    static final ValueType<String> HEADER =
            new ValueType<String>(
                    "a header name" + BUT_SECRETS, "type: string, pattern: '^" + BUT_SECRETS_PATTERN + "'") {
                @Override
                String parse(String text) throws InvalidValueException {
                    if (text.equalsIgnoreCase("authorization")
                            || text.equalsIgnoreCase("proxy-authorization")
                            || text.equalsIgnoreCase("cookie")
                            || text.equalsIgnoreCase("set-cookie")) {
                        throw new InvalidValueException();
                    }
                    return text;
                }
            };

    /** The name of a header that responses may get in addition: none that means something to clients or proxies. */
    static final ValueType<String> TRACE_HEADER =
            new ValueType<String>(
                    "traceresponse, server-timing or a name with trace, request or correlation in it",
                    "type: string, pattern: '^([Ss]erver-[Tt]iming|"
                            + "[A-Za-z0-9-]*([Tt]race|[Rr]equest|[Cc]orrelation)[A-Za-z0-9-]*)$'") {
                @Override
                String parse(String text) throws InvalidValueException {
                    if (!text.matches("(?i)server-timing|[a-z0-9-]*(trace|request|correlation)[a-z0-9-]*")) {
                        throw new InvalidValueException();
                    }
                    return text;
                }
            };

    static final ValueType<AddressRange> ADDRESS_RANGE =
            new ValueType<AddressRange>(
                    "an address or range such as 10.0.0.0/8",
                    "type: string, pattern: '^[0-9A-Fa-f.:]+(%[^/]+)?(/[0-9]{1,3})?$'") {
                @Override
                AddressRange parse(String text) throws InvalidValueException {
                    AddressRange range = AddressRange.parse(text);
                    if (range == null) {
                        throw new InvalidValueException();
                    }
                    return range;
                }
            };

    static final ValueType<Boolean> FLAG = new ValueType<Boolean>("true or false", "type: boolean") {
        @Override
        Boolean parse(String text) throws InvalidValueException {
            if (text.equalsIgnoreCase("true")) {
                return true;
            }
            if (text.equalsIgnoreCase("false")) {
                return false;
            }
            throw new InvalidValueException();
        }
    };

    static final ValueType<String> URL =
            new ValueType<String>("a URL such as http://localhost:4318", "type: string, pattern: '^https?://[^/]'") {
                @Override
                String parse(String text) throws InvalidValueException {
                    try {
                        URI uri = new URI(text);
                        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                        if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                            // exporters compare it as it is
                            return scheme + text.substring(scheme.length());
                        }
                    } catch (URISyntaxException e) {
                        // refused below, like every other text that is no URL
                    }
                    throw new InvalidValueException();
                }
            };

    /** A proxy for HTTP: {@code none}, {@code jvm}, or a URL. */
    static final ValueType<String> PROXY =
            new ValueType<String>(
                    "none, jvm or a URL such as http://proxy:3128",
                    "type: string, pattern: '^(none|jvm|http://[^/]+/?)$'") {
                @Override
                String parse(String text) throws InvalidValueException {
                    if (text.equals("none") || text.equals("jvm")) {
                        return text;
                    }
                    String url = URL.parse(text);
                    if (url.startsWith("https:") || !pathOf(url).isEmpty()) {
                        throw new InvalidValueException();
                    }
                    return url;
                }
            };

    /** Where logs go. */
    static final ValueType<String> LOGS_URL =
            new ValueType<String>(
                    "a URL such as http://localhost:4318, or with a port tcp://localhost:12201 (tls, udp)",
                    "type: string, pattern: '^(https?://[^/]|(tcp|tls|udp)://[^/]+:[0-9]+$)'") {
                @Override
                String parse(String text) throws InvalidValueException {
                    if (text.startsWith("http")) {
                        return URL.parse(text);
                    }
                    try {
                        URI uri = new URI(text);
                        boolean gelf = text.startsWith("tcp:") || text.startsWith("tls:") || text.startsWith("udp:");
                        boolean bare =
                                uri.getRawPath() == null || uri.getRawPath().isEmpty();
                        if (gelf && bare && uri.getHost() != null && uri.getPort() > 0 && uri.getPort() < 65536) {
                            return text;
                        }
                    } catch (URISyntaxException e) {
                        // refused below, like every other text that is no URL
                    }
                    throw new InvalidValueException();
                }
            };

    private static final int MAX_PATTERN_CHARS = 500;

    /** A regular expression, as text: two patterns are never equal. */
    static final ValueType<String> PATTERN =
            new ValueType<String>(
                    "a regular expression", "type: string, minLength: 1, maxLength: " + MAX_PATTERN_CHARS) {
                @Override
                String parse(String text) throws InvalidValueException {
                    if (text.isEmpty() || text.length() > MAX_PATTERN_CHARS) {
                        throw new InvalidValueException();
                    }
                    try {
                        Pattern.compile(text);
                        return text;
                    } catch (PatternSyntaxException e) {
                        throw new InvalidValueException();
                    }
                }
            };

    private ValueTypes() {}

    static ValueType<Integer> whole(final int min, final int max) {
        String range = max == Integer.MAX_VALUE ? " of at least " + min : " from " + min + " to " + max;
        return new ValueType<Integer>(
                "a whole number" + range, "type: integer, minimum: " + min + ", maximum: " + max) {
            @Override
            Integer parse(String text) throws InvalidValueException {
                try {
                    int value = Integer.parseInt(text);
                    if (value >= min && value <= max) {
                        return value;
                    }
                } catch (NumberFormatException e) {
                    // refused below
                }
                throw new InvalidValueException();
            }
        };
    }

    static ValueType<Double> decimal(final double min, final double max) {
        return new ValueType<Double>(
                "a number from " + min + " to " + max, "type: number, minimum: " + min + ", maximum: " + max) {
            @Override
            Double parse(String text) throws InvalidValueException {
                double value = number(text);
                if (value >= min && value <= max) {
                    return value;
                }
                throw new InvalidValueException();
            }
        };
    }

    static <E extends Enum<E>> ValueType<E> choice(final E[] values) {
        StringBuilder expected = new StringBuilder();
        StringBuilder schema = new StringBuilder("enum: [");
        for (int i = 0; i < values.length; i++) {
            expected.append(i == 0 ? "" : i == values.length - 1 ? " or " : ", ")
                    .append(values[i]);
            schema.append(i == 0 ? "'" : ", '").append(values[i]).append('\'');
        }
        return new ValueType<E>(expected.toString(), schema.append(']').toString()) {
            @Override
            E parse(String text) throws InvalidValueException {
                for (E value : values) {
                    if (value.toString().equalsIgnoreCase(text)) {
                        return value;
                    }
                }
                throw new InvalidValueException();
            }
        };
    }

    /** The path of a valid URL without its last slash; empty when there is none. */
    static String pathOf(String url) {
        String path = URI.create(url).getRawPath();
        return path == null || path.equals("/") ? "" : path;
    }

    /** Reads what {@link Double#parseDouble} reads, but neither its suffixes ({@code 1d}) nor NaN. */
    static double number(String text) throws InvalidValueException {
        if (text.isEmpty() || Character.isLetter(text.charAt(text.length() - 1))) {
            throw new InvalidValueException();
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException();
        }
    }
}
