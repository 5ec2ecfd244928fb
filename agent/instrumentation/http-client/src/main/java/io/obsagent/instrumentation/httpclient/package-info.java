/**
 * The JDK's HTTP clients: {@code HttpURLConnection} here, {@code java.net.http.HttpClient} in {@code java11}.
 *
 * <p>One operation per exchange as the application sees it. Redirects and authentication rounds that the client goes
 * through by itself belong to it: its address is that of the first request, its status that of the last response, and
 * every round carries its trace context.
 */
package io.obsagent.instrumentation.httpclient;
