package io.obsagent.verify.apps.httpframeworks;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;

/** Jersey's JAX-RS client, on HttpURLConnection. Argument: address of the server. */
public final class JerseyClient {

    private JerseyClient() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1500); // an agent may need a moment on a busy machine
        Client client = ClientBuilder.newClient();
        System.out.println(client.target(args[0] + "/jersey/get").request().get(String.class));
        System.out.println(
                client.target(args[0] + "/jersey/post").request().post(Entity.text("written"), String.class));
        System.out.println(client.target(args[0] + "/jersey/status/404")
                .request()
                .async()
                .get()
                .get()
                .getStatus());
        System.out.println("done");
        Thread.currentThread().join();
    }
}
