package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;

/**
 * Takes numbers that may be those of payment cards, and e-mail addresses, out of texts, where the configuration wants it.
 * Looks at each character a bounded number of times, whatever the text. Immutable.
 */
public final class PersonalData {

    private static final String HIDDEN = "REDACTED";

    /** What payment cards have (ISO/IEC 7812); none begins with another digit than 2 to 6. */
    private static final int MIN_DIGITS = 13;

    private static final int MAX_DIGITS = 19;

    /** More characters than a card's number, or what can be told of an address, takes at the end of a text that was cut. */
    private static final int MAX_HALF = 80;

    private final boolean cards;
    private final boolean emails;

    public PersonalData(AgentConfig.Redact config) {
        cards = config.cardNumbers;
        emails = config.emailAddresses;
    }

    /** Whether texts stay as they are. */
    boolean isKept() {
        return !cards && !emails;
    }

    /** The text without what is to be hidden; null gives null. */
    public String hide(String text) {
        if (text == null || isKept()) {
            return text;
        }
        String left = emails ? hideEmails(text) : text;
        return cards ? hideCards(left) : left;
    }

    /** The beginning of a text without what is to be hidden, and without what may be half of it. */
    String hide(String text, int maxChars) {
        String hidden = hide(text.substring(0, end(text, maxChars)));
        return hidden.length() > maxChars ? hidden.substring(0, maxChars) : hidden;
    }

    /** Where to cut a text, which may have been cut there already: half a number is one that is not recognised. */
    int end(String text, int maxChars) {
        int end = Math.min(text.length(), maxChars);
        if (isKept() || text.length() < maxChars) {
            return end;
        }
        int least = Math.max(0, end - MAX_HALF);
        while (end > least && !endsWord(text.charAt(end - 1))) {
            end--;
        }
        while (end > least && (isDigit(text, end - 1) || separates(text.charAt(end - 1)))) {
            end--;
        }
        return end;
    }

    private static boolean endsWord(char c) {
        return c <= ' ' || ",;:&=\"'<>()[]{}".indexOf(c) >= 0;
    }

    private static String hideEmails(String text) {
        StringBuilder out = null;
        int copied = 0;
        int from = 0;
        for (int at = sign(text, 0); at >= 0; at = sign(text, from)) {
            int domain = at + (text.charAt(at) == '@' ? 1 : 3);
            int begin = at;
            while (begin > from && isLocal(text.charAt(begin - 1))) {
                begin--;
            }
            int end = domainEnd(text, domain);
            from = domain;
            if (begin < at && end > domain) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(text, copied, begin).append(HIDDEN);
                copied = end;
                from = end;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /** The next {@code @}, also as URLs write it; -1 when there is none. */
    private static int sign(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '%' && text.startsWith("40", i + 1)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+-!#$*~^".indexOf(c) >= 0;
    }

    /** The end of a name of several labels, the last of which begins with a letter; the beginning when it is none. */
    private static int domainEnd(String text, int domain) {
        int end = domain;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || isDomainMark(text.charAt(end)))) {
            end++;
        }
        for (int dot = end - 1; dot > domain; dot--) {
            if (text.charAt(dot) == '.') {
                if (end - dot > 2 && Character.isLetter(text.charAt(dot + 1))) {
                    return end;
                }
                end = dot;
            }
        }
        return domain;
    }

    private static boolean isDomainMark(char c) {
        return c == '.' || c == '-';
    }

    private static String hideCards(String text) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text, i)) {
                i++;
                continue;
            }
            int end = isFraction(text, i) ? -1 : cardEnd(text, i);
            if (end > 0) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(text, copied, i).append(HIDDEN);
                copied = end;
                i = end;
            }
            while (isDigit(text, i)) {
                i++;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static boolean isFraction(String text, int from) {
        return from > 1 && text.charAt(from - 1) == '.' && isDigit(text, from - 2);
    }

    /**
     * Where a card's number ends that begins here, perhaps in groups of digits; -1 when none does. The longest counts.
     *
     * @param from the beginning of a group
     */
    private static int cardEnd(String text, int from) {
        char first = text.charAt(from);
        if (first < '2' || first > '6') {
            return -1;
        }
        int end = -1;
        int digits = 0;
        int evenDoubled = 0; // checksums by which places are doubled, counted from the first: the last one never is
        int oddDoubled = 0;
        int i = from;
        while (isDigit(text, i) && digits < MAX_DIGITS) {
            int digit = text.charAt(i) - '0';
            int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
            evenDoubled += digits % 2 == 0 ? doubled : digit;
            oddDoubled += digits % 2 == 0 ? digit : doubled;
            digits++;
            i++;
            if (!isDigit(text, i)) {
                if (digits >= MIN_DIGITS && (digits % 2 == 0 ? evenDoubled : oddDoubled) % 10 == 0) {
                    end = i;
                }
                i += separator(text, i);
            }
        }
        return end;
    }

    private static boolean isDigit(String text, int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    /** How many characters separate two groups of digits here; 0 when none do. */
    private static int separator(String text, int i) {
        if (i >= text.length()) {
            return 0;
        }
        if (text.startsWith("%20", i) || text.regionMatches(true, i, "%2D", 0, 3)) {
            return 3;
        }
        return separates(text.charAt(i)) ? 1 : 0;
    }

    private static boolean separates(char c) {
        return c == ' ' || c == '-' || c == '+' || c == '\u00a0';
    }
}
