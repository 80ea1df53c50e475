// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar whose classes are in the format of Java 5 and earlier (picocli's are) into today's format. The instructions
 * stay as they are; each method gets the stack maps that newer JVMs verify by. The JVM keeps no old classes in its archive,
 * and verifying and linking them anew takes a quarter of the time of a command.
 */
final class CurrentClasses {
    /** Java 6 brought stack maps. */
    private static final int FIRST_WITH_STACK_MAPS = 50;

    private CurrentClasses() {}

    /** Whether a jar has classes without stack maps. */
    static boolean isOld(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".class") && version(file, entry) < FIRST_WITH_STACK_MAPS) {
                    return true;
                }
            }
            return false;
        }
    }

    private static int version(JarFile file, JarEntry entry) throws IOException {
        try (InputStream bytes = file.getInputStream(entry)) {
            byte[] head = bytes.readNBytes(8);
            return (head[6] & 0xff) << 8 | head[7] & 0xff;
        }
    }

    /** Times of entries stay, so that equal jars make equal copies. */
    static void copy(Path from, Path to) throws IOException {
        try (URLClassLoader classes =
                        new URLClassLoader(new URL[] {from.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                JarFile jar = new JarFile(from.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(classes)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (JarEntry entry : Collections.list(jar.entries())) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                boolean old = entry.getName().endsWith(".class") && version(jar, entry) < FIRST_WITH_STACK_MAPS;
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                out.write(old ? current(format, bytes) : bytes);
            }
        }
    }

    private static byte[] current(ClassFile format, byte[] bytes) {
        ClassModel old = format.parse(bytes);
        ClassTransform renew = (builder, element) -> {
            switch (element) {
                case ClassFileVersion version -> builder.withVersion(ClassFile.JAVA_25_VERSION, 0);
                case MethodModel method ->
                    builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                default -> builder.with(element);
            }
        };
        return format.transformClass(old, renew);
    }
}
