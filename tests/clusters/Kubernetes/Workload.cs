using System.Text.Json.Nodes;

namespace Ecommerce.Kubernetes;

/// <summary>An object that makes pods.</summary>
/// <param name="Source">The object that does.</param>
/// <param name="Template">What its pods are made from.</param>
public sealed record Workload(KubernetesObject Source, JsonNode Template)
{
    public string Name => Source.Name;

    public string Kind => Source.Kind;

    /// <summary>How many pods it asks for; an autoscaler may say otherwise.</summary>
    public int Replicas => Source.Root.Number("spec.replicas") ?? 1;

    /// <summary>Whether its pods are there to stay, and not to do a job and end.</summary>
    public bool IsLasting => Kind is not ("Job" or "CronJob");

    public IReadOnlyDictionary<string, string> PodLabels => Template.Map("metadata.labels");

    public JsonNode PodSpec => Template.At("spec")!;

    /// <summary>Those that run for as long as the pod does.</summary>
    public IEnumerable<JsonNode> Containers => PodSpec.Each("containers");

    /// <summary>Those too that prepare the pod.</summary>
    public IEnumerable<JsonNode> AllContainers => PodSpec.Each("initContainers").Concat(Containers);

    /// <summary>The workload that an object is; null where it makes no pods.</summary>
    public static Workload? Of(KubernetesObject candidate)
    {
        var path = candidate.Kind switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "Rollout" => "spec.template",
            "CronJob" => "spec.jobTemplate.spec.template",
            _ => null,
        };
        return path is not null && candidate.Root.At(path) is { } template ? new Workload(candidate, template) : null;
    }

    public override string ToString() => Source.ToString();
}
