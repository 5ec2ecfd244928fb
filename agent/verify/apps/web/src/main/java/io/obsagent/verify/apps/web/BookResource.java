package io.obsagent.verify.apps.web;

import javax.ws.rs.GET;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;

/** JAX-RS. */
@Path("books")
public class BookResource {

    @GET
    @Path("{isbn}")
    public String book(@PathParam("isbn") String isbn) {
        return "book " + isbn;
    }

    @GET
    @Path("{isbn: [0-9]+}/pages/{page}")
    public String page(@PathParam("isbn") String isbn, @PathParam("page") String page) {
        return "page " + page;
    }

    @Path("{isbn}/reviews")
    public Reviews reviews(@PathParam("isbn") String isbn) {
        return new Reviews();
    }

    /** What a locator leads to. */
    public static class Reviews {

        @GET
        @Path("{review}")
        public String review(@PathParam("review") String review) {
            return "review " + review;
        }
    }

    @GET
    @Path("{isbn}/missing")
    public String missing(@PathParam("isbn") String isbn) {
        throw new NotFoundException();
    }

    @GET
    @Path("{isbn}/broken")
    public String broken(@PathParam("isbn") String isbn) {
        throw new IllegalStateException("broken " + isbn);
    }

    @GET
    @Path("{isbn}/later")
    public void later(@PathParam("isbn") String isbn, @Suspended AsyncResponse response) {
        new Thread(() -> response.resume("later " + isbn)).start();
    }
}
