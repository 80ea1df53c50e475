// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.plugins.JarSigning;
import org.holdfast.plugins.PublisherKey;

/**
 * {@code SignProduct INSTALLATION...}: makes assembled products pass their own gate. Our bundles are signed, of every
 * bundle the SHA-256 goes into {@code configuration/bundles.sha256} (at a start that is three times faster to check than
 * a signature), and the certificate into {@code configuration/publishers}.
 * The command line gets unsigned copies of ours in {@code lib/cli}: the JVM verifies signed jars on its class path and
 * keeps their classes out of its archive, which would double the time of every command.
 *
 * <p>The key is {@code HOLDFAST_SIGN_KEYSTORE} (PKCS #12, with {@code HOLDFAST_SIGN_PASSWORD}), or one of this user's
 * cache that is made when first needed. All products get the very same jars.
 */
final class SignProduct {
    private static final String OURS = "org.holdfast.";
    private static final String PASSWORD = "holdfast";

    private SignProduct() {}

    public static void main(String[] arguments) throws Exception {
        List<Path> products = Arrays.stream(arguments).map(Path::of).toList();
        PublisherKey key = key();
        Path first = products.getFirst();
        for (Path product : products) {
            if (!names(product).equals(names(first))) {
                throw new IllegalStateException(product + " and " + first + " have different bundles");
            }
            for (String jar : names(product)) {
                if (jar.startsWith(OURS)) {
                    copyForCommands(product, jar);
                    sign(first, product, jar, key);
                }
            }
            write(product.resolve("configuration/bundles.sha256"), list(product));
            write(product.resolve("configuration/publishers/holdfast.pem"), key.pem());
        }
        System.out.println("products are signed by " + key);
    }

    private static List<String> names(Path product) throws IOException {
        try (Stream<Path> jars = Files.list(product.resolve("plugins"))) {
            return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
        }
    }

    private static void copyForCommands(Path product, String jar) throws IOException {
        String bundle = jar.substring(0, jar.indexOf('_'));
        if (Files.readAllLines(product.resolve("lib/cli.bundles")).contains(bundle)) {
            Path copies = Files.createDirectories(product.resolve("lib/cli"));
            Files.copy(plugin(product, jar), copies.resolve(jar), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void sign(Path first, Path product, String jar, PublisherKey key) throws IOException {
        if (product.equals(first)) {
            JarSigning.sign(plugin(first, jar), plugin(first, jar), key);
        } else {
            Files.copy(plugin(first, jar), plugin(product, jar), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String list(Path product) throws IOException, GeneralSecurityException {
        StringBuilder list = new StringBuilder();
        for (String jar : names(product)) {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(plugin(product, jar)));
            list.append(HexFormat.of().formatHex(sha256))
                    .append("  ")
                    .append(jar)
                    .append('\n');
        }
        return list.toString();
    }

    private static Path plugin(Path product, String jar) {
        return product.resolve("plugins").resolve(jar);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static PublisherKey key() throws IOException {
        String given = System.getenv("HOLDFAST_SIGN_KEYSTORE");
        if (given != null) {
            String password = System.getenv().getOrDefault("HOLDFAST_SIGN_PASSWORD", "");
            return PublisherKey.load(Path.of(given), password.toCharArray());
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = (cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache))
                .resolve("holdfast");
        Path file = folder.resolve("build-key.p12");
        if (Files.notExists(file)) {
            make(Files.createDirectories(folder), file);
        }
        return PublisherKey.load(file, PASSWORD.toCharArray());
    }

    /** Another build may do the same at this moment; the first to link its file wins. */
    private static void make(Path folder, Path file) throws IOException {
        Path draft = Files.createTempDirectory(folder, "key").resolve("build-key.p12");
        PublisherKey.generate("Holdfast build", Instant.now(), PublisherKey.NO_END, new SecureRandom())
                .save(draft, PASSWORD.toCharArray());
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            System.out.println("another build made " + file);
        } finally {
            Files.delete(draft);
            Files.delete(draft.getParent());
        }
    }
}
