// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.holdfast.files.PathText;
import org.holdfast.files.system.SystemFiles;

/**
 * {@code CompareTrees ORIGINAL COPY}: prints how the trees differ and a line of counts. Ends with 0 only if they are the
 * same, with 1 if they differ, with 2 if it was called wrongly. Run with {@code --enable-native-access=ALL-UNNAMED}.
 */
public final class CompareTrees {
    private CompareTrees() {}

    public static void main(String[] arguments) {
        int exit;
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            exit = run(arguments, out);
        }
        System.exit(exit);
    }

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 2) {
            out.println("usage: CompareTrees ORIGINAL COPY");
            return 2;
        }
        ComparisonResult result = TreeComparison.compare(
                SystemFiles.tree(), PathText.bytes(Path.of(arguments[0])), PathText.bytes(Path.of(arguments[1])));
        result.shown().forEach(out::println);
        out.println(
                result.entries() + " entries, " + result.bytes() + " bytes, " + result.differences() + " differences");
        return result.identical() ? 0 : 1;
    }
}
