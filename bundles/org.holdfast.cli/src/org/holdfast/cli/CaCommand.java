// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Under whose certificates machines join. */
@Command(
        name = "ca",
        description = "The CAs of the organisation: a machine with a certificate of one of them joins without a code.",
        subcommands = {CaCommand.Listing.class, CaCommand.Add.class, CaCommand.Remove.class, HelpCommand.class},
        footer = {"", "Example: holdfast ca add machines-ca.pem  # at an admin's machine"})
public final class CaCommand {
    private static final String PATH = "/v1/authorities";
    private static final int FINGERPRINT_SHOWN = 16;

    /** {@code ca list}. */
    @Command(name = "list", description = "Lists them.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            List<JsonObject> authorities = context.node().get(PATH, Map.of());
            authorities.forEach(each -> context.answer(each, describe(each)));
            if (authorities.isEmpty()) {
                context.say("There is none: machines join with codes ('holdfast invite').");
            }
            return 0;
        }
    }

    /** {@code ca add}. */
    @Command(name = "add", description = "Takes certificates of this CA from now on; there are at most four.")
    static final class Add implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "FILE", description = "The CA's own certificate, PEM or DER.")
        private Path certificate = Path.of("");

        @Override
        public Integer call() {
            String path = context.pathAtNode(certificate);
            JsonObject added = context.node().call("POST", PATH, Map.of("certificate", path), null);
            context.answer(added, describe(added));
            return 0;
        }
    }

    /** {@code ca remove}. */
    @Command(
            name = "remove",
            description = "Takes none of its certificates any more. Who joined with one stays: 'holdfast member revoke'"
                    + " shuts out a machine.")
    static final class Remove implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "FINGERPRINT", description = "At least its first 8 digits.")
        private String fingerprint = "";

        @Override
        public Integer call() {
            JsonObject removed = context.node().call("DELETE", PATH, Map.of("fingerprint", fingerprint), null);
            context.answer(removed, describe(removed));
            return 0;
        }
    }

    private static String describe(JsonObject authority) {
        String fingerprint = Fields.text(authority, "fingerprint");
        return String.format(
                "%s  until %s  %s",
                fingerprint.substring(0, Math.min(FINGERPRINT_SHOWN, fingerprint.length())),
                Fields.text(authority, "not_after"),
                Fields.text(authority, "name"));
    }

    /** Only picocli makes one. */
    CaCommand() {}
}
