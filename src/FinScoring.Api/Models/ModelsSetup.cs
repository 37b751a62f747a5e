using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Models;

internal static class ModelsSetup
{
    public static void AddModels(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<ModelsOptions>().BindConfiguration("Models").ValidateDataAnnotations();
        builder.Services.AddSingleton(services => new ModelStore(
            services.GetRequiredService<IOptions<ModelsOptions>>().Value.FullPath(builder.Environment), ExplanationCheck.Verify));
        builder.Services.AddSingleton<OwnThreads>(_ => new());
        builder.Services.AddSingleton<ModelCatalog>();
        builder.Services.AddSingleton<PolicyBook>();
        builder.Services.AddSingleton<ModelLibrary>();
        builder.Services.AddSingleton<ModelEvaluation>();
        builder.Services.AddSingleton<ModelRecalibration>();
        builder.Services.AddSingleton<ModelLog>();
        builder.Services.AddHostedService<ModelsLoader>();
        builder.Services.AddSingleton<FolderWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FolderWatch>());
        builder.Services.AddOptionsWithValidateOnStart<SamplesOptions>().BindConfiguration("Samples");
        builder.Services.AddHostedService<SampleModels>();
    }
}
