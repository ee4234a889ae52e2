namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL that the dashboard shows for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>What a click opens.</summary>
    public required string Url { get; set; }

    /// <summary>What is shown in its place.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that it belongs to.</summary>
    public EndpointReference? Endpoint { get; init; }
}

/// <param name="EndpointName">Whose URL is shown differently.</param>
/// <param name="Change">Changes it.</param>
internal sealed record EndpointUrlAnnotation(string EndpointName, Action<ResourceUrlAnnotation> Change) : IResourceAnnotation;
