// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Methods of production code are short. */
class MethodsTest {
    private static final int LONGEST = 80;
    private static final int LONG = 40;

    private record Method(String shown, long lines) {}

    @Test
    void methodsAreShort() throws IOException {
        List<Method> methods = methods();
        assertFalse(methods.isEmpty(), "no method was found");
        assertEquals(
                List.of(),
                methods.stream().filter(method -> method.lines() > LONGEST).toList(),
                "methods of more than " + LONGEST + " lines");
        List<Method> many =
                methods.stream().filter(method -> method.lines() > LONG).toList();
        assertTrue(
                many.size() * 100 <= methods.size() * 3,
                () -> many.size() + " of " + methods.size() + " methods have more than " + LONG + " lines: " + many);
    }

    private static List<Method> methods() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Method> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjectsFromPaths(Repository.java("src"));
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Lengths(unit, positions, found), null);
            }
        }
        return found;
    }

    private static final class Lengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> found;

        Lengths(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                LineMap lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                String file = unit.getSourceFile().getName();
                found.add(new Method(
                        file.substring(file.lastIndexOf('/') + 1) + ": " + method.getName(), last - first + 1));
            }
            return super.visitMethod(method, nothing);
        }
    }
}
