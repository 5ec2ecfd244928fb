package io.obsagent.verify.apps.httpclient;

import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.client.Entity;

/** The JAX-RS client that is there, on the HTTP client that it chooses. Argument: address of the server. */
public final class JaxRsClient {

    private static final String OWN = "00-11111111111111111111111111111111-2222222222222222-01";

    private JaxRsClient() {}

    public static void main(String[] args) throws Exception {
        Thread.sleep(1500); // an agent may need a moment on a busy machine
        Client client = ClientBuilder.newClient();
        System.out.println(client.target(args[0] + "/rest/get")
                .request()
                .header("traceparent", OWN)
                .get(String.class));
        System.out.println(client.target(args[0] + "/rest/post").request().post(Entity.text("written"), String.class));
        System.out.println(client.target(args[0] + "/rest/status/404")
                .request()
                .async()
                .get()
                .get()
                .getStatus());
        System.out.println("done");
        Thread.currentThread().join();
    }
}
