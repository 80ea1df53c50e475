// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.Caller;
import org.holdfast.web.internal.TokenBucket.Rate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a call, whichever door it comes through: who calls – not too often – which call – may this role make it
 * – do it – note it in the audit log, if it may have changed something. Thread-safe.
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int LARGEST_BODY = 64 * 1024;

    /** Generous: a script that loops is to be slowed down, and a console that asks all the time is not. */
    private static final Rate CALLS = new Rate(300, 100);

    /** Of an address, for calls by nobody that the node knows. */
    private static final Rate REFUSALS = new Rate(20, 1);

    private final Routes routes;
    private final AccessControl access;
    private final RateLimits calls;
    private final RateLimits refusals;

    Reception(Routes routes, AccessControl access) {
        this(routes, access, CALLS, REFUSALS);
    }

    Reception(Routes routes, AccessControl access, Rate calls, Rate refusals) {
        this.routes = routes;
        this.access = access;
        this.calls = new RateLimits(calls, access.clock());
        this.refusals = new RateLimits(refusals, access.clock());
    }

    void serve(HttpExchange exchange, Door door) {
        try (Answer answer = new Answer(exchange)) {
            try {
                receive(exchange, door, answer);
            } catch (HoldfastException e) {
                answer.fail(Statuses.of(e.code()), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException | Error e) { // whatever it was, who asked gets an answer
                LOG.error(
                        "{} {} failed",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                answer.fail(
                        Statuses.of(ErrorCode.INTERNAL),
                        new HoldfastException(
                                ErrorCode.INTERNAL, "node", "The node failed: " + e + ". Its log says more.", e));
            }
        } catch (UncheckedIOException e) {
            LOG.debug("A caller of the control API went away: {}", e.getMessage());
        }
    }

    private void receive(HttpExchange exchange, Door door, Answer answer) throws IOException {
        Optional<Caller> known = enter(exchange, door, answer);
        if (known.isEmpty() || isTooOften(calls, known.get().name(), answer)) {
            return;
        }
        String name =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Optional<Call> call = routes.find(name);
        if (call.isEmpty()) {
            answer.fail(Statuses.NO_SUCH_CALL, unknown(name));
            return;
        }
        requireRole(known.get(), call.get());
        Request request = Request.of(call.get(), known.get(), query(exchange), body(exchange));
        make(request, new StillKnown(new Declared(call.get(), answer), () -> door.enter(exchange)));
    }

    private void requireRole(Caller caller, Call call) {
        try {
            Roles.require(caller, call.role(), call.name());
        } catch (HoldfastException e) {
            note(call, caller, () -> access.failed(caller, call.name(), e.code()));
            throw e;
        }
    }

    /** Empty if the caller was refused, and told so. */
    private Optional<Caller> enter(HttpExchange exchange, Door door, Answer answer) {
        try {
            return Optional.of(door.enter(exchange));
        } catch (HoldfastException e) {
            refuse(exchange, answer, e);
            return Optional.empty();
        }
    }

    /** Tells somebody who is not let in why; not too often, as each time is a line of the log. */
    void refuse(HttpExchange exchange, Answer answer, HoldfastException why) {
        String address = Doors.address(exchange);
        if (!isTooOften(refusals, address, answer)) {
            LOG.warn("A call from {} was refused: {}", address, why.getMessage());
            answer.fail(Statuses.of(why.code()), why);
        }
    }

    private static boolean isTooOften(RateLimits limits, String caller, Answer answer) {
        Duration wait = limits.ask(caller);
        if (wait.isZero()) {
            return false;
        }
        answer.header("Retry-After", String.valueOf(RateLimits.seconds(wait)));
        HoldfastException refusal = limits.refusal(caller, wait);
        answer.fail(Statuses.of(refusal.code()), refusal);
        return true;
    }

    private static HoldfastException unknown(String name) {
        return new HoldfastException(
                ErrorCode.USAGE, name, "The control API has no '" + name + "'. See docs/control-api.md.");
    }

    private static String query(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new HoldfastException(ErrorCode.USAGE, "request", "The request is longer than 64 KiB.");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The audit log has what was asked before it is done, and after it that it failed. */
    private void make(Request request, Out out) {
        Call call = request.call();
        Caller caller = request.caller();
        note(call, caller, () -> access.asked(caller, call.name(), request.summary()));
        try {
            call.handler().handle(request, out);
        } catch (HoldfastException e) {
            note(call, caller, () -> access.failed(caller, call.name(), e.code()));
            throw e;
        } catch (RuntimeException | Error e) {
            note(call, caller, () -> access.failed(caller, call.name(), ErrorCode.INTERNAL));
            throw e;
        }
    }

    /** The audit log has it, as it has calls: for what is no call, such as the beginning of a page's session. */
    void note(Caller caller, String name, String what) {
        note(name, caller, () -> access.asked(caller, name, what));
    }

    private static void note(Call call, Caller caller, Runnable line) {
        if (call.changes()) {
            note(call.name(), caller, line);
        }
    }

    /** A ledger that cannot be written must not keep people from stopping or mending the node. */
    private static void note(String name, Caller caller, Runnable line) {
        try {
            line.run();
        } catch (HoldfastException e) {
            LOG.error(
                    "The audit log lacks a line, as it cannot be written: {} by {} ({})",
                    name,
                    caller.name(),
                    e.getMessage());
        }
    }
}
