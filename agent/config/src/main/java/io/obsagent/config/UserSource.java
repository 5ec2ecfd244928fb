package io.obsagent.config;

import java.util.Objects;

/** Where the id of a request's user is found. Immutable. */
public final class UserSource {

    static final ValueType<UserSource> TYPE =
            new ValueType<UserSource>(
                    "principal, header:NAME (" + ValueTypes.HEADER.expected + ") or session:NAME",
                    "type: string, pattern: '^(principal$|header: *" + ValueTypes.BUT_SECRETS_PATTERN
                            + "[^ ]|session: *[^ ])'") {
                @Override
                UserSource parse(String text) throws InvalidValueException {
                    int colon = text.indexOf(':');
                    String name = text.substring(colon + 1).trim();
                    if (colon < 0 && "principal".equals(text)) {
                        return new UserSource(true, null, null);
                    }
                    if (!name.isEmpty() && text.startsWith("header:")) {
                        return new UserSource(false, ValueTypes.HEADER.parse(name), null);
                    }
                    if (!name.isEmpty() && text.startsWith("session:")) {
                        return new UserSource(false, null, name);
                    }
                    throw new InvalidValueException();
                }
            };

    /** Whether it is the name of the principal. */
    public final boolean principal;

    /** The request header, or null. */
    public final String header;

    /** The attribute of the session, or null. */
    public final String sessionAttribute;

    @Override
    public boolean equals(Object other) {
        return other instanceof UserSource
                && principal == ((UserSource) other).principal
                && Objects.equals(header, ((UserSource) other).header)
                && Objects.equals(sessionAttribute, ((UserSource) other).sessionAttribute);
    }

    @Override
    public int hashCode() {
        return Objects.hash(principal, header, sessionAttribute);
    }

    private UserSource(boolean principal, String header, String sessionAttribute) {
        this.principal = principal;
        this.header = header;
        this.sessionAttribute = sessionAttribute;
    }
}
