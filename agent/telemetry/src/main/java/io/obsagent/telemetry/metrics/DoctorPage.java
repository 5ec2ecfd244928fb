package io.obsagent.telemetry.metrics;

import java.io.IOException;

/** What is served at /doctor, made anew each time that it is asked for. Called on threads of the agent, several at a time. */
public interface DoctorPage {

    /** In what form it is asked for. */
    enum Form {
        TEXT("text/plain; charset=utf-8"),
        JSON("application/json"),
        HTML("text/html; charset=utf-8");

        final String contentType;

        Form(String contentType) {
            this.contentType = contentType;
        }
    }

    /**
     * Makes the page.
     *
     * @throws IOException when it cannot be made, with a message for a person
     */
    String make(Form form) throws IOException;
}
