/**
 * Apache HttpAsyncClient 4. Its chain is one class that knows an exchange by an object of its own, internal as all of
 * the chain: {@code prepare} begins it, the application's callback tells how the exchange has ended.
 */
package io.obsagent.instrumentation.apachehttpclient.v4async;
