// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import java.util.concurrent.Callable;
import org.holdfast.cli.Context;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that teaches a shell to complete this command's words.",
        footer = {
            "",
            "Example: source <(holdfast completion bash)    # or into /etc/bash_completion.d/holdfast",
            "         source <(holdfast completion zsh)     # in ~/.zshrc, after compinit"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** The script of picocli is one of bash; zsh understands it once it was told to. */
    private static final String ZSH = "autoload -U +X bashcompinit && bashcompinit\n";

    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    /** Only picocli makes one. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        String script = AutoComplete.bash("holdfast", Main.commandLine());
        switch (shell) {
            case "bash" -> context.print(script);
            case "zsh" -> context.print(ZSH + script);
            default ->
                throw new HoldfastException(
                        ErrorCode.USAGE,
                        shell,
                        "There is a script for bash and one for zsh, and none for '" + shell + "'.");
        }
        return 0;
    }
}
