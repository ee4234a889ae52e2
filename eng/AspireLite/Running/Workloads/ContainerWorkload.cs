using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Containers on a network of their own, where each is found under its resource's name.</summary>
internal sealed class ContainerWorkload(InstanceConfiguration configuration)
{
    public const string NetworkName = "aspire-container-network";

    public async Task<DcpObject<DcpContainerSpec, DcpContainerStatus>> DescribeAsync(
        ResourceInstance instance, CancellationToken cancellationToken)
    {
        var container = (ContainerResource)instance.Resource;
        var spec = new DcpContainerSpec
        {
            ContainerName = instance.Name,
            Image = container.Image,
            Command = container.Entrypoint,
            Args = await configuration.ArgumentsAsync(instance, cancellationToken),
            Env = await configuration.EnvironmentAsync(instance, cancellationToken),
            Ports = [.. ServiceProducers.EndpointsOf(container).Where(e => e.TargetPort is not null).Select(e => new DcpContainerPort(e.TargetPort!.Value))],
            VolumeMounts = [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(MountOf)],
            Networks = [new DcpNetworkConnection(NetworkName, [container.Name])],
        };
        return DcpKinds.Containers.Describe(instance.Name, spec, ServiceProducers.Annotate(container, address: null));
    }

    private static DcpVolumeMount MountOf(ContainerMountAnnotation mount) => new(
        mount.Type is ContainerMountType.BindMount ? "bind" : "volume", mount.Source, mount.Target, mount.IsReadOnly);
}
