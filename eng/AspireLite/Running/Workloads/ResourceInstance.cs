using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>One replica of a resource.</summary>
/// <param name="Id">Differs between replicas and between runs; telemetry calls it the service instance.</param>
internal sealed record ResourceInstance(IResource Resource, string Id)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz";
    private const int IdLength = 8;

    /// <summary>The name of its object in the orchestrator.</summary>
    public string Name => $"{Resource.Name}-{Id}";

    public static IReadOnlyList<ResourceInstance> Of(IResource resource) =>
        [.. Enumerable.Range(0, ReplicasOf(resource)).Select(_ => new ResourceInstance(resource, RandomNumberGenerator.GetString(Letters, IdLength)))];

    private static int ReplicasOf(IResource resource) => resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
}
