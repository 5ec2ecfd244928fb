package io.obsagent.telemetry;

import io.obsagent.api.AgentLog;
import io.obsagent.config.AgentConfig;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of log events what must not leave the JVM: what {@link Secrets} and {@link PersonalData} know, and what the
 * patterns of the configuration find. A pattern that takes too long hides the whole text. Used by the agent's thread alone.
 */
final class Redaction {

    private static final String HIDDEN = "REDACTED";

    /** A pattern that looks at so many more characters than there are is on the way to look at them all for ever. */
    private static final long MAX_LOOKS_PER_CHAR = 200;

    private static final long MIN_LOOKS = 100_000;

    private final Pattern[] patterns;
    private final PersonalData personal;
    private boolean told;

    Redaction(AgentConfig config) {
        personal = new PersonalData(config.redact);
        List<String> expressions = config.logs.redactions;
        patterns = new Pattern[expressions.size()];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = Pattern.compile(expressions.get(i));
        }
    }

    /**
     * The text without what is to be hidden.
     *
     * @param text null gives null
     * @param sql whether it may cite statements: literals become {@code ?} then
     */
    String of(String text, boolean sql) {
        return text == null ? null : byPatterns(Secrets.hide(text, sql));
    }

    /** The value of a field without what is to be hidden; what a password is only its name may tell. */
    String ofField(String name, String value) {
        String prefix = name + '=';
        String probe = prefix + 'x';
        if (!probe.equals(Secrets.hide(probe, false))) {
            return HIDDEN; // whole: where a password ends no pattern knows
        }
        String hidden = Secrets.hide(prefix + value, false);
        return byPatterns(hidden.startsWith(prefix) ? hidden.substring(prefix.length()) : HIDDEN);
    }

    /** A number stays one unless it is to be hidden. */
    Object ofField(String name, Number value) {
        String text = value.toString();
        String hidden = ofField(name, text);
        return hidden.equals(text) ? value : hidden;
    }

    private String byPatterns(String text) {
        String result = personal.hide(text);
        for (Pattern pattern : patterns) {
            try {
                Matcher found = pattern.matcher(new Looks(result));
                if (found.find()) {
                    result = found.replaceAll(HIDDEN);
                }
            } catch (TooLong | StackOverflowError tooComplex) {
                tell(pattern);
                return HIDDEN;
            }
        }
        return result;
    }

    private void tell(Pattern pattern) {
        if (!told) {
            told = true;
            AgentLog.warn(
                    62,
                    "logs.redact: " + pattern + " takes too long on some text, which is hidden as a whole; write it"
                            + " without nested repetition, this line is not repeated");
        }
    }

    /** A text that ends the search of a pattern that looks at it too often. */
    private static final class Looks implements CharSequence {

        private final String text;
        private long left;

        Looks(String text) {
            this.text = text;
            this.left = Math.max(MIN_LOOKS, MAX_LOOKS_PER_CHAR * text.length());
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super(null, null, false, false);
        }
    }
}
