// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every configuration has a metatype in its bundle, which says what its annotation says. */
@Tag("G")
class MetatypeTest {
    @Test
    void everyPidHasAMetatypeThatIsUpToDate() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path bundle : Repository.bundles()) {
            Path classes = bundle.resolve("target/classes");
            for (Map.Entry<Path, String> file :
                    Metatypes.expected(bundle, classes).entrySet()) {
                found++;
                if (!Files.exists(file.getKey())
                        || !Files.readString(file.getKey()).equals(file.getValue())) {
                    wrong.add(Repository.shown(file.getKey()) + " is missing or old: run Metatypes.main");
                }
            }
            for (Path file : Metatypes.named(bundle, classes)) {
                found++;
                if (!Files.exists(file)) {
                    wrong.add(Repository.shown(file) + " is missing");
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(found > 10, "components with settings were found: " + found);
    }
}
