package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Operation;
import io.obsagent.api.State;
import java.net.http.HttpRequest;

/** Which operation the client's own requests belong to. */
final class Rounds {

    /** Operations by the client's copies of requests, one for each round on the wire. */
    static final State<HttpRequest, Operation> OPERATIONS = new State<>();

    /** The operation whose request is being sent by this thread. */
    static final ThreadLocal<Operation> SENDING = new ThreadLocal<>();

    private Rounds() {}
}
