/** Apache HttpClient 4.0 and later, blocking. */
package io.obsagent.instrumentation.apachehttpclient.v4;
