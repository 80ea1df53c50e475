// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.LogService;

/** The product ships Equinox; its bundles, the very same files, start on Apache Felix too, and are replaced there. */
class FelixTest {
    private static final String LOG_SERVICE = "org.apache.felix.log.jar";
    private static final String CODE = "org.holdfast.coding.reedsolomon";
    private static final String LATER = "77.0.0";

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private Path installation;

    @Test
    void everyBundleStartsAndEveryComponentIsSatisfied() throws Exception {
        try (FelixNode node = FelixNode.start(installation, home, LOG_SERVICE)) {
            assertEquals(
                    List.of(),
                    node.started().stream()
                            .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                            .map(Bundle::getSymbolicName)
                            .toList(),
                    "bundles that are not active");
            assertNotNull(node.control(), "the node did not open");
            assertEquals(List.of(), unsatisfiedInTheEnd(node.context()));
        }
    }

    @Test
    @Tag("G")
    void healthFiguresAndSettingsOfAllBundlesAreTold() throws Exception {
        try (FelixNode node = FelixNode.start(installation, home, LOG_SERVICE)) {
            assertNotNull(node.control(), "the node did not open");
            String settings = holdfast("config", "describe", "org.holdfast.transport.tls");
            assertTrue(settings.contains("handshake.seconds in etc/org.holdfast.transport.tls.cfg"), settings);
            assertTrue(settings.contains("(1 to 120)"), settings);
            String every = holdfast("config", "describe", "--json");
            for (String pid : List.of(
                    "org.holdfast.discovery.broker",
                    "org.holdfast.notice.mail",
                    "org.holdfast.notice.webhook",
                    "org.holdfast.compression.zstd.ZstdCompressor",
                    "org.holdfast.policy.standard.TrackRecord")) {
                assertTrue(every.contains("\"pid\":\"" + pid + "\""), pid);
            }
            Outcome health = Outcome.of(new ProcessBuilder(
                    installation.resolve("bin/holdfast").toString(), "health", "--json", "--home", home.toString()));
            assertEquals(1, health.status(), "without partners no backup can be made: " + health.output());
            for (String check : List.of("ledger", "disk", "transport", "providers", "plugins")) {
                assertTrue(health.output().contains("\"check\":\"" + check + "\",\"status\":\"OK\""), health.output());
            }
        }
    }

    /** Ways of notices are read from their files, and the library under mail is there. */
    @Test
    @Tag("G")
    void aNoticeIsTriedByEveryWayThatIsSetUp() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = free.getLocalPort();
        }
        HttpServer hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hook.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
        hook.start();
        Files.writeString(
                home.resolve("etc/org.holdfast.notice.webhook.cfg"),
                "url = http://127.0.0.1:" + hook.getAddress().getPort() + "/secret-path\n");
        Files.writeString(
                home.resolve("etc/org.holdfast.notice.mail.cfg"),
                "host = 127.0.0.1\nport = " + nobody + "\nfrom = a@example.org\nto = b@example.org, c@example.org\n");
        try (FelixNode node = FelixNode.start(installation, home, LOG_SERVICE)) {
            assertNotNull(node.control(), "the node did not open");
            awaitWays();
            Outcome tried = Outcome.of(new ProcessBuilder(
                    installation.resolve("bin/holdfast").toString(), "notices", "test", "--home", home.toString()));
            assertEquals(1, tried.status(), "one way leads nowhere: " + tried.error());
            assertTrue(tried.output().contains("webhook  delivered to http://127.0.0.1:"), tried.output());
            assertTrue(
                    tried.output().contains("mail     NOT DELIVERED to b@example.org, c@example.org"), tried.output());
            assertTrue(tried.output().contains("nothing takes connections at 127.0.0.1:" + nobody), tried.output());
            assertFalse(tried.output().contains("secret-path"), tried.output());
        } finally {
            hook.stop(0);
        }
    }

    private void awaitWays() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String ways = holdfast("notices");
        while (ways.contains("not set up") && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(200);
            ways = holdfast("notices");
        }
        assertTrue(ways.contains("mail     to ") && ways.contains("webhook  to "), ways);
    }

    @Test
    @Tag("R63")
    void aCodeIsReplacedAndComesBackWhileTheNodeWorks() throws Exception {
        try (FelixNode node = FelixNode.start(installation, home, LOG_SERVICE)) {
            assertNotNull(node.control(), "the node did not open");
            List<String> before = node.active(CODE);
            Path later = laterVersion();
            Path key = folder.resolve("publisher.p12");
            holdfast("plugin", "sign", later.toString(), "--publisher", "tests", "--key", key.toString());
            holdfast("plugin", "trust", folder.resolve("publisher.pem").toString());

            String installed = holdfast("plugin", "install", later.toString());
            assertTrue(installed.contains("replaced"), installed);
            assertEquals(List.of(LATER), node.active(CODE));
            String providers = holdfast("plugin", "list", "--json");
            assertTrue(providers.contains(LATER), providers);

            holdfast("plugin", "rollback");
            assertEquals(before, node.active(CODE));
            providers = holdfast("plugin", "list", "--json");
            assertFalse(providers.contains(LATER), providers);
        }
    }

    /** The product's code under another version, not signed yet. */
    private Path laterVersion() throws IOException {
        Path made = folder.resolve("later.jar");
        try (JarFile from = new JarFile(Product.bundle(installation, CODE).toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getEntries().clear();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), LATER);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(made), manifest)) {
                for (JarEntry entry : from.stream().filter(FelixTest::isContent).toList()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(to);
                }
            }
        }
        return made;
    }

    private static boolean isContent(JarEntry entry) {
        return !entry.getName().matches("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|EC|RSA|DSA))?");
    }

    /** What the command says, which has to succeed. */
    private String holdfast(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(installation.resolve("bin/holdfast").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        Outcome outcome = Outcome.of(new ProcessBuilder(command));
        assertEquals(0, outcome.status(), () -> command + ": " + outcome.error());
        return outcome.output();
    }

    /** What needs the node may be told of it after this test was. */
    private static List<String> unsatisfiedInTheEnd(BundleContext context) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<String> unsatisfied = Components.unsatisfied(context);
        while (!unsatisfied.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
            unsatisfied = Components.unsatisfied(context);
        }
        return unsatisfied;
    }

    @BeforeEach
    void install() throws Exception {
        addLogService();
        initialise();
    }

    /** The product with one bundle more, which its list has to name, or the gate would not let it run. */
    private void addLogService() throws Exception {
        installation = Product.copy(folder.resolve("holdfast"));
        Path jar = Path.of(LogService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path list = installation.resolve("configuration/bundles.sha256");
        Files.copy(jar, installation.resolve("plugins").resolve(LOG_SERVICE));
        Files.writeString(list, Product.sha256(jar) + "  " + LOG_SERVICE + "\n", StandardOpenOption.APPEND);
    }

    /** A home as a person makes it, with settings that leave other nodes on this machine alone. */
    private void initialise() throws Exception {
        holdfast("init", "--name", "felix", "--confederation", "test");
        Files.writeString(
                home.resolve("etc/org.holdfast.node.cfg"),
                "bind.address = 127.0.0.1\nnode.port = 0\ndiscovery.multicast.port = 46102\n");
    }
}
