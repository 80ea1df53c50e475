// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code MillionFiles DIR}: a thousand folders of a thousand files of 100 bytes, no two of which are the same. */
final class MillionFiles {
    private static final int EACH = 1000;

    private MillionFiles() {}

    public static void main(String[] arguments) throws IOException {
        for (int folder = 0; folder < EACH; folder++) {
            Path made = Files.createDirectories(Path.of(arguments[0]).resolve(String.valueOf(folder)));
            for (int file = 0; file < EACH; file++) {
                String text = "file %d of folder %d, ".formatted(file, folder);
                byte[] bytes = text.repeat(100 / text.length() + 1).substring(0, 100).getBytes(StandardCharsets.US_ASCII);
                Files.write(made.resolve(String.valueOf(file)), bytes);
            }
        }
    }
}
