using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Can be found by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
