using System.Text.RegularExpressions;
using Ecommerce.Manifests.Tests.Drift;

namespace Ecommerce.Manifests.Tests;

/// <summary>What holds for the base whatever the model says.</summary>
public sealed partial class BaseTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "manifests/base");
    private static readonly string Templates = Path.Combine(Repository.Root, "manifests/templates");

    // What Aspirate 9.1 fills in, and the words of Handlebars.
    private static readonly string[] Known =
    [
        "name", "namespace", "env", "secrets", "annotations", "volumes", "ports", "args", "entrypoint", "isProject", "containerImage",
        "imagePullPolicy", "serviceType", "manifests", "hasPorts", "hasVolumes", "hasAnySecrets", "hasAnyAnnotations", "hasArgs",
            "hasAnyEnv",
        "withNamespace", "withPrivateRegistry", "internalPort", "externalPort", "target", "this", "@key", "else", "if", "unless", "each",
    ];

    [Fact]
    public void Object_is_labelled_and_Service_selects_its_workload()
        => Assert.All(Base.Folders(Folder), resource =>
        {
            var objects = Base.Objects(Path.Combine(Folder, resource)).ToList();
            Assert.All(objects, found => Assert.Equal((resource, "ecommerce"), Labels(found.Metadata)));

            var workload = objects.Single(found => found.Kind != "Service");
            Assert.Equal((resource, "ecommerce"), Labels(workload.Spec.Template.Metadata));
            Assert.Equal(workload.Kind == "StatefulSet"
                ? "server" : "service", workload.Spec.Template.Metadata.Labels["app.kubernetes.io/component"]);

            var service = objects.Single(found => found.Kind == "Service");
            Assert.All(service.Spec.Selector, pair => Assert.Equal(pair.Value, workload.Spec.Template.Metadata.Labels[pair.Key]));
            Assert.Equal(service.Spec.Ports.Select(port => port.TargetPort),
                workload.Spec.Template.Spec.Containers[0].Ports.Select(port => port.Name));
        });

    [Fact]
    public void Base_has_no_placeholders_and_no_settings_of_components()
        => Assert.All(Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories), file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch(@"\{[a-z][a-z0-9-]*\.", text);
            Assert.DoesNotMatch(@"(?m)^\s*(replicas|limits|livenessProbe|readinessProbe|securityContext|namespace):", text);
            Assert.DoesNotMatch("&(amp|quot|lt|gt|#)", text);
        });

    [Fact]
    public void Template_uses_only_variables_of_Aspirate()
        => Assert.All(Directory.EnumerateFiles(Templates, "*.hbs"), file => Assert.All(
            Expression().Matches(Comment().Replace(File.ReadAllText(file), ""))
                .SelectMany(match => match.Groups[1].Value.Split(' ', '.', '#', '/')).Where(word => word.Length > 0),
            // The settings of the model that a template looks at are its own names, in capitals.
            word
                => Assert.True(Known.Contains(word)
                || char.IsUpper(word[0]), $"{Path.GetFileName(file)} names {word}, which Aspirate leaves empty.")));

    private static (string, string) Labels(Named metadata)
        => (metadata.Labels["app.kubernetes.io/name"], metadata.Labels["app.kubernetes.io/part-of"]);

    [GeneratedRegex(@"\{\{\{?([^{}!]+)\}?\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{\{!.*?\}\}")]
    private static partial Regex Comment();
}
