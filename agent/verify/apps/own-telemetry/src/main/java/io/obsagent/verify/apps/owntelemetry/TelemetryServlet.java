package io.obsagent.verify.apps.owntelemetry;

import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A servlet of a web application that brings the OpenTelemetry API and Micrometer, and uses both. */
public final class TelemetryServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Span span = GlobalOpenTelemetry.getTracer("shop").spanBuilder("work").startSpan();
        Baggage baggage = Baggage.builder().put("tenant", "blue").build();
        try (Scope ignored = Context.current().with(span).with(baggage).makeCurrent()) {
            Span.current().addEvent("counted");
            Metrics.counter("visits").increment();
            Metrics.gauge("servlets", this, servlet -> 1);
            response.getWriter().print(Baggage.current().getEntryValue("tenant"));
        } finally {
            span.end();
        }
    }
}
