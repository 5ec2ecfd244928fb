package io.obsagent.telemetry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that the application or a library has put together, such as messages of exceptions:
 * passwords and parameters in URLs, authorization and cookie headers, values called password or token, values that a
 * database cites. It knows patterns and no meanings: what looks like none of them passes. Works on threads of the agent.
 */
public final class Secrets {

    private static final String HIDDEN = "REDACTED";

    /** How the lines of a stack trace begin that hold no message. */
    private static final String FRAME = "\tat ";

    /** Each alternative keeps its group, if any, and hides the rest. Possessive or short, so that no text makes the search slow. */
    private static final Pattern SECRET = Pattern.compile(
            // the rest of the line of a header
            "(\\b(?:proxy-)?authorization[\"']?\\s*+[:=]|\\b(?:set-)?cookie2?[\"']?\\s*+[:=])[^\\r\\n]++"
                    // user and password of a URL, and of Oracle's
                    + "|(://)[^\\s/?#\"'<>]*(?=@)"
                    + "|(\\bjdbc:oracle:\\w++:)[^\\s@\"']{1,256}+(?=@)"
                    // parameters of URLs and options of JDBC URLs
                    + "|([?&;][^\\s?&;=\"'<>]++=)[^\\s&;#\"'<>]++"
                    + "|((?:password|passwd|pwd|secret|token|api[-_]?key|credentials?)[\"']?\\s*+[:=]\\s*+[\"']?)"
                    + "[^\\s\"',;&)}\\]]++"
                    + "|(\\bbearer\\s++)[\\w.~+/=-]{8,}+"
                    // a JSON web token wherever it stands
                    + "|(?<![\\w-])eyJ[\\w-]{8,}+\\.[\\w.-]++"
                    // Key (email)=(...) already exists; Duplicate entry '...' for key
                    + "|(\\bKey \\([^()\\r\\n]*+\\)=\\()[^()\\r\\n]*+"
                    + "|(\\bDuplicate entry )'[^'\\r\\n]*+'",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile("'[^'\\r\\n]*+(?:'|$)");

    private Secrets() {}

    /**
     * The text without secrets.
     *
     * @param text a message or a stack trace, whose frames are not looked at; null gives null
     * @param sql whether it comes from a database, which cites statements: literals become {@code ?} then
     */
    public static String hide(String text, boolean sql) {
        if (text == null) {
            return null;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int from = 0; from < text.length(); ) {
            int newLine = text.indexOf('\n', from);
            int end = newLine < 0 ? text.length() : newLine + 1;
            if (text.startsWith(FRAME, from)) {
                out.append(text, from, end);
            } else {
                appendHidden(text.substring(from, end), sql, out);
            }
            from = end;
        }
        return out.toString();
    }

    private static void appendHidden(String line, boolean sql, StringBuilder out) {
        String text = sql ? LITERAL.matcher(line).replaceAll("?") : line;
        Matcher secret = SECRET.matcher(text);
        int from = 0;
        while (secret.find()) {
            out.append(text, from, secret.start());
            for (int group = 1; group <= secret.groupCount(); group++) {
                if (secret.group(group) != null) {
                    out.append(secret.group(group));
                }
            }
            out.append(HIDDEN);
            from = secret.end();
        }
        out.append(text, from, text.length());
    }
}
