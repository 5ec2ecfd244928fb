package io.obsagent.verify.apps.httpclient;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.OkHttp3ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestTemplate;

/** RestTemplate of Spring 4 and 5, on one client each. Argument: address of the server. */
public final class SpringTemplates {

    private SpringTemplates() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1500); // an agent may need a moment on a busy machine
        call(new SimpleClientHttpRequestFactory(), args[0] + "/url-connection");
        call(new HttpComponentsClientHttpRequestFactory(), args[0] + "/apache");
        call(new OkHttp3ClientHttpRequestFactory(), args[0] + "/okhttp");
        System.out.println("done");
        Thread.currentThread().join();
    }

    private static void call(ClientHttpRequestFactory client, String url) {
        RestTemplate template = new RestTemplate(client);
        HttpHeaders headers = new HttpHeaders();
        headers.set("traceparent", Library.OWN);
        System.out.println(template.exchange(url + "/get", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                .getBody());
        System.out.println(template.postForObject(url + "/post", "written", String.class));
        try {
            System.out.println(template.getForObject(url + "/status/404", String.class));
        } catch (HttpClientErrorException refused) {
            System.out.println(refused.getStatusCode());
        }
    }
}
