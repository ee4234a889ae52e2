namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>What <c>manifests/base</c> tells a cluster, resource by resource.</summary>
internal static class Base
{
    public static Dictionary<string, Facts> Read(string folder)
        => Listed(folder).ToDictionary(resource => resource, resource => Describe(Path.Combine(folder, resource)));

    /// <summary>The folders that are there, whether or not they are listed.</summary>
    public static IEnumerable<string> Folders(string folder)
        => Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path));

    /// <summary>The objects of a resource's folder.</summary>
    public static IEnumerable<KubernetesObject> Objects(string folder)
        => Listed(folder).Select(file => KubernetesObject.Read(Path.Combine(folder, file)));

    private static List<string> Listed(string folder) => KubernetesObject.Read(Path.Combine(folder, "kustomization.yaml")).Resources;

    private static Facts Describe(string folder)
    {
        var objects = Objects(folder).ToList();
        var workload = objects.Single(found => found.Kind is not "Service");
        var pod = workload.Spec.Template.Spec;
        var container = Assert.Single(pod.Containers);
        Assert.All(objects, found => Assert.Equal(Path.GetFileName(folder), found.Metadata.Name));

        var facts = new Facts { ["kind"] = workload.Kind, ["image"] = container.Image };
        facts.AddWords("command", container.Command);
        facts.AddWords("arguments", container.Args);
        foreach (var port in container.Ports)
            facts.Add($"port {port.Name}", $"{port.ContainerPort}");
        foreach (var port in objects.Where(found => found.Kind == "Service").SelectMany(service => service.Spec.Ports))
            facts.Add($"service port {port.Name}", $"{port.Number} to {port.TargetPort}");
        foreach (var variable in container.Env)
            facts.Add($"env {variable.Name}", variable.Value);
        AddSources(facts, container.EnvFrom);
        foreach (var mount in container.VolumeMounts)
            facts.Add($"volume {mount.Name}", mount.MountPath + SourceOf(mount.Name, workload));
        return facts;
    }

    private static void AddSources(Facts facts, List<Source> sources)
    {
        foreach (var secret in sources.Select(source => source.SecretRef).OfType<Named>())
            facts.Add("secret", $"{secret}");
        if (sources.Select(source => source.ConfigMapRef).OfType<Named>().ToList() is { Count: > 0 } settings)
            facts.Add("settings", string.Join(", ", settings));
    }

    // A claim of its own, unless it says where it comes from.
    private static string SourceOf(string volume, KubernetesObject workload)
        => workload.Spec.VolumeClaimTemplates.Any(claim => claim.Metadata.Name == volume) ? ""
            : workload.Spec.Template.Spec.Volumes.SingleOrDefault(found => found.Name == volume)?.ConfigMap is { } map
                ? $" from ConfigMap {map}"
            : " from nowhere";
}
