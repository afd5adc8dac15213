package com.bpmcentr.demo.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The stages of {@code deploy/Dockerfile}. */
record Dockerfile(List<Instruction> arguments, Map<String, Stage> stages) {

  record Instruction(String name, String value) {

    /** The program and its arguments, when they are given as a list: no shell comes between. */
    List<String> execForm() {
      return List.of(JsonMapper.shared().readValue(value, String[].class));
    }
  }

  /** A stage, and the stage or image that it begins with. */
  record Stage(String base, List<Instruction> instructions) {

    List<String> all(String name) {
      return instructions.stream()
          .filter(instruction -> instruction.name().equals(name))
          .map(Instruction::value)
          .toList();
    }

    Instruction only(String name) {
      List<Instruction> found =
          instructions.stream().filter(instruction -> instruction.name().equals(name)).toList();
      if (found.size() != 1) {
        throw new IllegalStateException(found.size() + " times " + name);
      }
      return found.getFirst();
    }

    /** The variables that it sets. */
    Map<String, String> environment() {
      Map<String, String> environment = new TreeMap<>();
      for (String pairs : all("ENV")) {
        for (String pair : pairs.split(" ")) {
          environment.put(
              pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
      }
      return environment;
    }

    /**
     * What it takes from the build, by the path that it gets; of a folder Docker takes the content.
     */
    Map<String, String> copiedFromBuild() {
      Map<String, String> copied = new TreeMap<>();
      for (String copy : all("COPY")) {
        List<String> words = new ArrayList<>(Arrays.asList(copy.split(" ")));
        if (words.remove("--from=build")) {
          String folder = words.removeLast();
          words.forEach(
              path ->
                  copied.put(
                      path.contains(".") ? folder + Path.of(path).getFileName() : folder,
                      path.replace("/src/", "")));
        }
      }
      return copied;
    }
  }

  static Dockerfile read() {
    List<Instruction> arguments = new ArrayList<>();
    Map<String, Stage> stages = new TreeMap<>();
    Stage stage = null;
    String text =
        DeployFiles.text(DeployFiles.DEPLOY.resolve("Dockerfile")).replaceAll("\\\\\\n\\s*", "");
    for (String line :
        text.lines().filter(each -> !each.isBlank() && each.charAt(0) != '#').toList()) {
      String[] words = line.split(" ", 2);
      if (words[0].equals("FROM")) {
        String[] fromAs = words[1].split(" AS ");
        stage = new Stage(fromAs[0], new ArrayList<>());
        stages.put(fromAs[1], stage);
      } else {
        (stage == null ? arguments : stage.instructions()).add(new Instruction(words[0], words[1]));
      }
    }
    return new Dockerfile(arguments, stages);
  }

  Stage stage(String name) {
    Stage stage = stages.get(name);
    if (stage == null) {
      throw new IllegalStateException("no stage " + name);
    }
    return stage;
  }
}
