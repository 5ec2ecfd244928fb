package io.obsagent.verify.apps.httpframeworks;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Spring's clients, on one client each. Argument: address of the server. */
public final class SpringClients {

    private static final String OWN = "00-11111111111111111111111111111111-2222222222222222-01";

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
        print(reactive(new ReactorClientHttpConnector(), server + "/web/reactor-netty"));
        print(served(server));
        print("done");
        Thread.currentThread().join();
    }

    private static String reactive(ClientHttpConnector connector, String url) {
        return WebClient.builder()
                .clientConnector(connector)
                .build()
                .get()
                .uri(url)
                .header("traceparent", OWN)
                .retrieve()
                .bodyToMono(String.class)
                .block();
    }

    /** A request served here makes calls, all but the first out of the client's own threads. */
    private static String served(String server) throws Exception {
        HttpServer own = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        own.createContext("/served", exchange -> {
            byte[] answer = redirectedRefusedAndSecond(server + "/web/").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        own.start();
        try {
            return new RestTemplate(new SimpleClientHttpRequestFactory())
                    .getForObject("http://127.0.0.1:" + own.getAddress().getPort() + "/served", String.class);
        } finally {
            own.stop(0);
        }
    }

    private static String redirectedRefusedAndSecond(String url) {
        WebClient client = WebClient.builder()
                .baseUrl(url)
                .clientConnector(
                        new ReactorClientHttpConnector(HttpClient.create().followRedirect(true)))
                .build();
        return text(client, "redirect")
                .flatMap(first -> text(WebClient.create("http://127.0.0.1:1/"), "refused"))
                .onErrorResume(WebClientRequestException.class, refused -> text(client, "second"))
                .block();
    }

    private static Mono<String> text(WebClient client, String path) {
        return client.get().uri(path).retrieve().bodyToMono(String.class);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
