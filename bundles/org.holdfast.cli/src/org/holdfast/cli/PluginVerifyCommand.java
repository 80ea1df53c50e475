// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.format.identity.Roster;
import org.holdfast.plugins.JarSignature;
import org.holdfast.plugins.Publishers;
import org.holdfast.plugins.Verdict;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugin verify}: what the node's gate would say of a jar. */
@Command(
        name = "verify",
        description = "Says who signed a plug-in, and whether this node would run it.",
        footer = {"", "Example: holdfast plugin verify my-plugin.jar"})
public final class PluginVerifyCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "FILE", description = "The jar.")
    private Path file = Path.of("");

    @Option(
            names = "--trust",
            paramLabel = "PEM",
            description = "A publisher's certificate to trust besides those of the roster and of this installation.")
    private Optional<Path> trust = Optional.empty();

    /** Only picocli makes one. */
    PluginVerifyCommand() {}

    @Override
    public Integer call() {
        Verdict verdict =
                JarSignature.check(file, publishers(), InstantSource.system().instant());
        if (!(verdict instanceof Verdict.Trusted(String publisher, var fingerprint))) {
            throw verdict.refusal(file.toString());
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("type", "plugin_verified");
        answer.addProperty("file", file.toString());
        answer.addProperty("publisher", publisher);
        answer.addProperty("fingerprint", fingerprint.toString());
        context.answer(answer, file + " " + verdict.explanation());
        return 0;
    }

    private Publishers publishers() {
        List<X509Certificate> certificates = new ArrayList<>();
        String installation = System.getProperty("holdfast.install");
        if (installation != null) {
            certificates.addAll(Publishers.inFolder(Path.of(installation, "configuration", "publishers")));
        }
        trust.map(Publishers::certificates).ifPresent(certificates::addAll);
        Home home = context.home();
        Optional<Roster> roster = home.isInitialised()
                ? new ConfederationStore(home.path()).load().flatMap(Confederation::roster)
                : Optional.empty();
        return Publishers.of(certificates, roster);
    }
}
