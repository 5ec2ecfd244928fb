/**
 * Apache HttpClient: 4 and its {@code DefaultHttpClient} in {@code v4}, the asynchronous 4 in {@code v4async}, 5 of both
 * kinds in {@code v5}.
 *
 * <p>One operation per attempt: retries and redirects each begin anew. Only {@code DefaultHttpClient} and the
 * asynchronous client 4 do all of that within one element, and get one operation per call. Headers are set on the client's own copy of the request.
 */
package io.obsagent.instrumentation.apachehttpclient;
