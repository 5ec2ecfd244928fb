package io.obsagent.verify.apps.httpframeworks;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Spring's clients, on one client each. Argument: address of the server. */
public final class SpringClients {

    private SpringClients() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1500); // an agent may need a moment on a busy machine
        String server = args[0];
        print(new RestTemplate(new SimpleClientHttpRequestFactory())
                .getForObject(server + "/template/url-connection", String.class));
        print(new RestTemplate(new HttpComponentsClientHttpRequestFactory())
                .getForObject(server + "/template/apache", String.class));
        print(RestClient.create(new RestTemplate(new JdkClientHttpRequestFactory()))
                .get()
                .uri(server + "/client/jdk")
                .retrieve()
                .body(String.class));
        print(RestClient.builder()
                .requestFactory(new HttpComponentsClientHttpRequestFactory())
                .build()
                .get()
                .uri(server + "/client/apache")
                .retrieve()
                .body(String.class));
        print(reactive(new JdkClientHttpConnector(), server + "/web/jdk"));
        print(reactive(new HttpComponentsClientHttpConnector(), server + "/web/apache"));
        print("done");
        Thread.currentThread().join();
    }

    private static String reactive(ClientHttpConnector connector, String url) {
        return WebClient.builder()
                .clientConnector(connector)
                .build()
                .get()
                .uri(url)
                .retrieve()
                .bodyToMono(String.class)
                .block();
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
