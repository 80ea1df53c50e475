// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.JarSigning;
import org.holdfast.plugins.PublisherKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugin sign}: signs a jar with this machine's publisher key, which is made when it is first needed. */
@Command(
        name = "sign",
        description = "Signs a plug-in with your publisher key, and makes the key the first time.",
        footer = {"", "Example: holdfast plugin sign my-plugin.jar --publisher 'Ada Lovelace'"})
public final class PluginSignCommand implements Callable<Integer> {
    private static final Duration VALID = Duration.ofDays(3653);

    /** The file is readable for its owner only; the password is there because PKCS #12 wants one. */
    private static final String PASSWORD = "holdfast";

    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "FILE", description = "The jar.")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Where the signed one goes (else it replaces the jar).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--publisher",
            paramLabel = "NAME",
            description = "Your name in the key that is made (else the user's name).")
    private Optional<String> publisher = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key (PKCS #12), if it is not the one in the node's data folder.")
    private Optional<Path> keystore = Optional.empty();

    /** Only picocli makes one. */
    PluginSignCommand() {}

    @Override
    public Integer call() {
        Path store = keystore.orElseGet(this::usual);
        boolean fresh = Files.notExists(store);
        PublisherKey key = fresh ? make(store) : load(store);
        Path signed = out.orElse(file);
        JarSigning.sign(file, signed, key);
        JsonObject answer = new JsonObject();
        answer.addProperty("type", "plugin_signed");
        answer.addProperty("file", signed.toString());
        answer.addProperty("publisher", key.name());
        answer.addProperty("fingerprint", key.fingerprint().toString());
        answer.addProperty("certificate", pem(store).toString());
        context.answer(
                answer,
                signed + " is signed by '" + key.name() + "', certificate " + key.fingerprint() + "\nin " + pem(store)
                        + ", which an admin needs to put this publisher on the roster.");
        if (fresh) {
            context.say("The key was made: keep " + store + ". Whoever has it signs in your name.");
        }
        return 0;
    }

    private Path usual() {
        Home home = context.home();
        home.mustBeInitialised();
        return home.path().resolve("identity").resolve("publisher.p12");
    }

    private PublisherKey make(Path store) {
        String name = publisher.orElseGet(() -> System.getProperty("user.name"));
        Instant now = InstantSource.system().instant();
        try {
            PublisherKey key = PublisherKey.generate(name, now, now.plus(VALID), new SecureRandom());
            key.save(store, PASSWORD.toCharArray());
            Files.writeString(pem(store), key.pem());
            return key;
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, name, "'" + name + "' cannot be a publisher's name: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, store.toString(), "Cannot write " + pem(store) + ": " + e, e);
        }
    }

    private PublisherKey load(Path store) {
        PublisherKey key = PublisherKey.load(store, PASSWORD.toCharArray());
        if (publisher.isPresent() && !publisher.get().equals(key.name())) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    store.toString(),
                    store + " is the key of '" + key.name()
                            + "'. Leave out --publisher, or make another key with --key");
        }
        return key;
    }

    private static Path pem(Path store) {
        String name = store.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return store.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".pem");
    }
}
