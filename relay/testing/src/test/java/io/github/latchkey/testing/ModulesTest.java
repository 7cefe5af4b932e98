package io.github.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ModulesTest {
  private static final Path TOP = PackageDiagram.repository();

  @Test
  void modulesDependOnEachOtherAsTheDiagramInContributingShows() throws Exception {
    Map<String, String> moduleByArtifact = new TreeMap<>();
    List<String> modules = texts(pom("").getElementsByTagName("module"));
    for (String module : modules) {
      moduleByArtifact.put(ownArtifact(pom(module)), module);
    }
    Map<String, Set<String>> dependencies = new TreeMap<>();
    for (String module : modules) {
      NodeList all = pom(module).getElementsByTagName("dependency");
      for (int i = 0; i < all.getLength(); i++) {
        Element dependency = (Element) all.item(i);
        String needed = moduleByArtifact.get(text(dependency, "artifactId"));
        if (needed != null && !"test".equals(text(dependency, "scope"))) {
          dependencies.computeIfAbsent(module, each -> new TreeSet<>()).add(needed);
        }
      }
    }
    PackageDiagram diagram = PackageDiagram.read("modules");
    assertEquals(dependencies, diagram.arrows());
    assertEquals(List.of(), diagram.cycles());
  }

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(TOP.resolve(module).resolve("pom.xml").toFile());
  }

  private static String ownArtifact(Document pom) throws IOException {
    NodeList children = pom.getDocumentElement().getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals("artifactId")) {
        return children.item(i).getTextContent();
      }
    }
    throw new IOException("a pom has no artifactId");
  }

  private static String text(Element element, String name) {
    List<String> texts = texts(element.getElementsByTagName(name));
    return texts.isEmpty() ? null : texts.get(0);
  }

  private static List<String> texts(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
