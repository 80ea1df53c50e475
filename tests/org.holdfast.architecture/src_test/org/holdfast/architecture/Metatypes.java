// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metatype files ({@code src/OSGI-INF/metatype/PID.xml}) as they have to be, made from the annotations in class
 * files: the build makes those of components by itself, but not these. {@link #main} writes them anew.
 */
final class Metatypes {
    private static final Path FOLDER = Path.of("OSGI-INF/metatype");
    private static final String DESIGNATE = "Lorg/osgi/service/metatype/annotations/Designate;";
    private static final String DEFINITION = "Lorg/osgi/service/metatype/annotations/ObjectClassDefinition;";
    private static final String ATTRIBUTE = "Lorg/osgi/service/metatype/annotations/AttributeDefinition;";
    private static final String COMPONENT = "Lorg/osgi/service/component/annotations/Component;";

    private Metatypes() {}

    /** @param arguments the folder of bundles, and one with all classes or none: then those of each bundle's build */
    public static void main(String[] arguments) throws IOException {
        Path bundles = Path.of(arguments[0]);
        try (Stream<Path> all = Files.list(bundles)) {
            for (Path bundle : all.sorted().toList()) {
                Path classes = arguments.length > 1 ? Path.of(arguments[1]) : bundle.resolve("target/classes");
                for (Map.Entry<Path, String> file : expected(bundle, classes).entrySet()) {
                    Files.createDirectories(file.getKey().getParent());
                    Files.writeString(file.getKey(), file.getValue());
                }
            }
        }
    }

    /** Every component of a bundle whose settings are an annotation: the file, and what has to stand in it. */
    static Map<Path, String> expected(Path bundle, Path classes) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path file : classes(bundle, classes)) {
            component(classes, file).ifPresent(made -> files.put(file(bundle, made.pid()), made.text()));
        }
        return files;
    }

    /** The files that the components of a bundle that name a PID of their own need. */
    static List<Path> named(Path bundle, Path classes) throws IOException {
        return classes(bundle, classes).stream()
                .flatMap(file ->
                        annotation(annotations(parse(file)), COMPONENT)
                                .flatMap(each -> text(each, "configurationPid"))
                                .stream())
                .map(pid -> file(bundle, pid))
                .toList();
    }

    private static Path file(Path bundle, String pid) {
        return bundle.resolve("src").resolve(FOLDER).resolve(pid + ".xml");
    }

    /** The class files of the source files of a bundle. */
    private static List<Path> classes(Path bundle, Path classes) throws IOException {
        Path sources = bundle.resolve("src");
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(each -> each.toString().endsWith(".java"))
                    .map(each -> sources.relativize(each).toString().replaceAll("\\.java$", ".class"))
                    .map(classes::resolve)
                    .filter(Files::exists) // package-info need not have one
                    .toList();
        }
    }

    private record Made(String pid, String text) {}

    private static Optional<Made> component(Path classes, Path file) {
        ClassModel model = parse(file);
        return annotation(annotations(model), DESIGNATE).map(designate -> {
            String pid = annotation(annotations(model), COMPONENT)
                    .flatMap(each -> text(each, "configurationPid"))
                    .orElse(model.thisClass().asInternalName().replace('/', '.'));
            String definition = text(designate, "ocd").orElseThrow();
            String name = definition.substring(1, definition.length() - 1);
            return new Made(pid, xml(pid, parse(classes.resolve(name + ".class"))));
        });
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Annotation> annotations(ClassModel model) {
        List<Annotation> all = new ArrayList<>();
        model.findAttribute(Attributes.runtimeInvisibleAnnotations()).ifPresent(each -> all.addAll(each.annotations()));
        model.findAttribute(Attributes.runtimeVisibleAnnotations()).ifPresent(each -> all.addAll(each.annotations()));
        return all;
    }

    private static Optional<Annotation> annotation(List<Annotation> all, String type) {
        return all.stream().filter(each -> each.className().equalsString(type)).findFirst();
    }

    private static Optional<String> text(Annotation annotation, String element) {
        return annotation.elements().stream()
                .filter(each -> each.name().equalsString(element))
                .map(AnnotationElement::value)
                .map(Metatypes::text)
                .findFirst();
    }

    private static String text(AnnotationValue value) {
        return switch (value) {
            case AnnotationValue.OfString string -> string.stringValue();
            case AnnotationValue.OfClass type -> type.className().stringValue();
            case AnnotationValue.OfArray array ->
                array.values().stream().map(Metatypes::text).collect(Collectors.joining(","));
            case AnnotationValue.OfBoolean flag -> String.valueOf(flag.booleanValue());
            case AnnotationValue.OfConstant constant -> String.valueOf(constant.resolvedValue());
            case AnnotationValue.OfEnum constant -> constant.constantName().stringValue();
            case AnnotationValue.OfAnnotation nested -> throw new IllegalArgumentException(nested.toString());
        };
    }

    private static String xml(String pid, ClassModel definition) {
        Annotation about = annotation(annotations(definition), DEFINITION).orElseThrow();
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- SPDX-License-Identifier: EPL-2.0 -->
                <!-- Made from the annotations of the component; org.holdfast.architecture.Metatypes writes it anew. -->
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.3.0">
                """);
        xml.append("  <OCD")
                .append(pair("id", pid))
                .append(pair("name", text(about, "name").orElse(pid)));
        text(about, "description").ifPresent(each -> xml.append(pair("description", each)));
        xml.append(">\n");
        definition.methods().stream()
                .filter(each ->
                        each.findAttribute(Attributes.annotationDefault()).isPresent())
                .forEach(each -> xml.append(attribute(each)));
        return xml.append("  </OCD>\n  <Designate")
                .append(pair("pid", pid))
                .append(">\n    <Object")
                .append(pair("ocdref", pid))
                .append("/>\n  </Designate>\n</metatype:MetaData>\n")
                .toString();
    }

    private static String attribute(MethodModel method) {
        String key = method.methodName()
                .stringValue()
                .replace("__", "\0")
                .replace('_', '.')
                .replace('\0', '_');
        String type = method.methodType().stringValue().substring(2);
        Optional<Annotation> about = annotation(
                method.findAttribute(Attributes.runtimeInvisibleAnnotations())
                        .map(each -> each.annotations())
                        .orElse(List.of()),
                ATTRIBUTE);
        StringBuilder xml = new StringBuilder("    <AD").append(pair("id", key)).append(pair("type", type(type)));
        xml.append(pair(
                "default",
                text(method.findAttribute(Attributes.annotationDefault())
                        .orElseThrow()
                        .defaultValue())));
        xml.append(pair("name", about.flatMap(each -> text(each, "name")).orElse(key)));
        about.flatMap(Metatypes::description).ifPresent(each -> xml.append(pair("description", each)));
        for (String more : List.of("min", "max")) {
            about.flatMap(each -> text(each, more)).ifPresent(each -> xml.append(pair(more, each)));
        }
        return xml.append(type.startsWith("[") ? pair("cardinality", String.valueOf(Integer.MAX_VALUE)) : "")
                .append(" required=\"false\"/>\n")
                .toString();
    }

    /** With the borders: the service that reads metatypes gives them to nobody. */
    private static Optional<String> description(Annotation about) {
        Optional<String> borders =
                text(about, "min").flatMap(min -> text(about, "max").map(max -> min + " to " + max));
        return text(about, "description")
                .map(each -> each + borders.map(range -> " (" + range + ")").orElse(""));
    }

    private static String type(String descriptor) {
        return switch (descriptor) {
            case "Z" -> "Boolean";
            case "I" -> "Integer";
            case "J" -> "Long";
            case "D" -> "Double";
            case "Ljava/lang/String;", "[Ljava/lang/String;" -> "String";
            default -> throw new IllegalArgumentException("settings have no type " + descriptor);
        };
    }

    private static String pair(String name, String value) {
        return " " + name + "=\""
                + value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;") + '"';
    }
}
