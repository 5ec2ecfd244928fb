package shop.cart;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.loms.v1.RequestValidation;

/**
 * The carts on HTTP, below {@code /user}:
 *
 * <ul>
 *   <li>{@code POST /{user}/cart/{sku}?count=N} adds, {@code DELETE /{user}/cart/{sku}} removes a product
 *   <li>{@code GET /{user}/cart} lists, {@code DELETE /{user}/cart} clears the cart
 *   <li>{@code POST /{user}/checkout} orders what is in the cart
 * </ul>
 */
final class CartServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(CartServlet.class);

    private final transient CartService carts;

    CartServlet(CartService carts) {
        this.carts = carts;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            super.service(request, response);
        } catch (RefusedException e) {
            log.warn("{} {} refused: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            Json.error(response, status(e.reason()), e.getMessage());
        } catch (UnavailableException e) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            Json.error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage());
        } catch (RuntimeException e) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            Json.error(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "internal error");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CartPath path = new CartPath(request.getPathInfo());
        if (path.target() == CartPath.Target.CART) {
            Json.write(response, HttpServletResponse.SC_OK, carts.list(path.userId()));
        } else {
            unsupported(path, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CartPath path = new CartPath(request.getPathInfo());
        switch (path.target()) {
            case ITEM:
                int count = (int) Input.positive("count", request.getParameter("count"), RequestValidation.MAX_COUNT);
                carts.add(path.userId(), new CartItem(path.sku(), count));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                break;
            case CHECKOUT:
                Json.write(response, HttpServletResponse.SC_OK, carts.checkout(path.userId()));
                break;
            default:
                unsupported(path, response);
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CartPath path = new CartPath(request.getPathInfo());
        switch (path.target()) {
            case ITEM:
                carts.remove(path.userId(), path.sku());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                break;
            case CART:
                carts.clear(path.userId());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                break;
            default:
                unsupported(path, response);
        }
    }

    private static void unsupported(CartPath path, HttpServletResponse response) throws IOException {
        if (path.target() == CartPath.Target.NOTHING) {
            Json.error(response, HttpServletResponse.SC_NOT_FOUND, "there is nothing at this path");
        } else {
            Json.error(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "this path has other methods");
        }
    }

    private static int status(RefusedException.Reason reason) {
        switch (reason) {
            case UNKNOWN_PRODUCT:
                return HttpServletResponse.SC_NOT_FOUND;
            case CONFLICT:
                return HttpServletResponse.SC_CONFLICT;
            default:
                return HttpServletResponse.SC_BAD_REQUEST;
        }
    }
}
