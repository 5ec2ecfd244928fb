/** Apache HttpClient 5, classic and asynchronous: both build their clients from the same kind of chain. */
package io.obsagent.instrumentation.apachehttpclient.v5;
