using System.ComponentModel.DataAnnotations;

namespace FinScoring.Api.Models;

/// <summary>Section Models.</summary>
internal sealed class ModelsOptions
{
    /// <summary>The models folder; relative to the content root. Default: models.</summary>
    [Required]
    public string Folder { get; set; } = "models";

    public string FullPath(IHostEnvironment environment) => Path.GetFullPath(Folder, environment.ContentRootPath);
}
