// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Posts notices to an address, as JSON. Only over TLS with a certificate that this Java trusts, unless the address is
 * this machine; redirects are not followed, as they could lead elsewhere, and of the answer only the status is looked at.
 * The path and the query of the address may be a secret of themselves (chat services do so), and are shown to nobody.
 */
@Component(service = NoticeChannel.class, configurationPid = WebhookChannel.PID, property = "notice.id=webhook")
@Designate(ocd = WebhookConfig.class)
public final class WebhookChannel implements NoticeChannel {
    static final String PID = "org.holdfast.notice.webhook";

    private final Optional<URI> url;
    private final String secretFile;
    private final Duration timeout;
    private final Optional<SSLContext> tls;

    /** @throws HoldfastException CONFIG_INVALID naming key and what is wrong */
    @Activate
    public WebhookChannel(WebhookConfig config) {
        this(config, Optional.empty());
    }

    /** @param tls who is trusted; empty: as this Java does */
    WebhookChannel(WebhookConfig config, Optional<SSLContext> tls) {
        this.url = config.url().isBlank()
                ? Optional.empty()
                : Optional.of(Address.parse(config.url().strip()));
        this.secretFile = config.secret_file().strip();
        if (config.timeout_seconds() < 1 || config.timeout_seconds() > 50) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    "timeout.seconds",
                    "timeout.seconds of " + PID + " is 1 to 50, not " + config.timeout_seconds() + ".");
        }
        this.timeout = Duration.ofSeconds(config.timeout_seconds());
        this.tls = tls;
    }

    @Override
    public String id() {
        return "webhook";
    }

    @Override
    public Optional<String> target() {
        return url.map(Address::shown);
    }

    @Override
    public Delivery deliver(Notice notice, NoticeSecrets secrets) {
        if (url.isEmpty()) {
            return new Delivery.Failed("no address is set: 'url' in etc/" + PID + ".cfg");
        }
        try {
            return post(url.get(), request(url.get(), Body.of(notice), secrets));
        } catch (HoldfastException e) {
            return new Delivery.Failed(String.valueOf(e.getMessage()));
        }
    }

    private HttpRequest request(URI to, byte[] body, NoticeSecrets secrets) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Holdfast")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!secretFile.isEmpty()) {
            byte[] secret = secrets.read(secretFile);
            request.header("Holdfast-Signature", Body.signature(secret, body));
            Arrays.fill(secret, (byte) 0);
        }
        return request.build();
    }

    private Delivery post(URI to, HttpRequest request) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        tls.ifPresent(client::sslContext);
        try (HttpClient open = client.build()) {
            Delivery outcome = outcome(to, open.send(request, unread -> new Unread()));
            open.shutdownNow();
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Failed("it was interrupted");
        } catch (IOException e) {
            return new Delivery.Failed(trouble(to, e));
        }
    }

    /** Of a body not even the end is waited for: the status has said everything. */
    private static final class Unread implements HttpResponse.BodySubscriber<Optional<Void>> {
        @Override
        public CompletionStage<Optional<Void>> getBody() {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> part) {}

        @Override
        public void onError(Throwable trouble) {}

        @Override
        public void onComplete() {}
    }

    private static Delivery outcome(URI to, HttpResponse<Optional<Void>> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered("it answered " + status);
        }
        String host = Address.shown(to);
        return new Delivery.Failed(
                switch (status / 100) {
                    case 3 ->
                        host + " answered " + status + ", a redirect, which is not followed: give the final address in"
                                + " 'url'";
                    case 4 ->
                        host + " refused it with " + status + ": see whether 'url' and the secret are those that it"
                                + " expects";
                    default -> host + " answered " + status + ": look at that server";
                });
    }

    static String trouble(URI to, IOException e) {
        String host = Address.shown(to);
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection to " + host + " came about in time: see whether a firewall is in between";
        }
        if (e instanceof HttpTimeoutException) {
            return host + " did not answer in time";
        }
        if (e instanceof SSLException || e.getCause() instanceof SSLException) {
            return "the certificate of " + host + " cannot be trusted (" + e.getMessage()
                    + "): it has to be valid, for that name, and of a CA that Java knows";
        }
        if (e instanceof ConnectException) {
            return isUnresolved(e)
                    ? "the name " + to.getHost()
                            + " is unknown: see whether it is right, and whether names are resolved here"
                    : "nothing takes connections at " + host + ": see whether it runs";
        }
        return host + " cannot be reached: " + e.getClass().getSimpleName();
    }

    private static boolean isUnresolved(IOException e) {
        return e.getCause() instanceof UnresolvedAddressException
                || (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException);
    }
}
